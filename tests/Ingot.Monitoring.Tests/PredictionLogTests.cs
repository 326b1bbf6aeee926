using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Tests;

public sealed class PredictionLogTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_comes_back_with_inputs_outputs_version_latency_and_id()
    {
        await using (var log = _folder.Open())
        {
            Assert.True(LogFolder.Churn(log).TryAdd(LogFolder.Entry(7, rows: 2)));
            await log.RollAsync();
        }

        var file = Assert.Single(_folder.Files("*.parquet"));
        Assert.Equal(
            "predictions/ingot_package=Contoso.Churn/ingot_version=1.0.0/ingot_date=2026-03-01",
            Path.GetRelativePath(_folder.Path, Path.GetDirectoryName(file)!).Replace('\\', '/'));
        Assert.Equal(
            ["ingot_id", "ingot_row", "ingot_timestamp", "ingot_latency_us", "ingot_package", "ingot_version", "ingot_channel", "ingot_status", "tenure", "charges", "senior", "since", "contract", "predicted_label", "score", "probability", "ingot_date"],
            ParquetTable.ColumnNames(file));
        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal(2, table.Rows);
        for (var row = 0; row < 2; row++)
        {
            Assert.Equal("r7", Text(table, "ingot_id", row));
            Assert.Equal(row, Number(table, "ingot_row", row));
            Assert.Equal(LogFolder.Noon.AddSeconds(7).ToUnixTimeMilliseconds() * 1000, ((DateColumn)table["ingot_timestamp"]).Values[row]);
            Assert.Equal(1007, Number(table, "ingot_latency_us", row));
            Assert.Equal("1.0.0", Text(table, "ingot_version", row));
            Assert.Equal("Production", Text(table, "ingot_channel", row));
            Assert.Equal("ok", Text(table, "ingot_status", row));
            Assert.Equal(7, Number(table, "tenure", row));
            Assert.Equal(7.25, Number(table, "charges", row));
            Assert.Equal(0, ((BooleanColumn)table["senior"]).Values[row]);
            Assert.Equal(7_000_000, ((DateColumn)table["since"]).Values[row]);
            Assert.Equal("contract-7", Text(table, "contract", row));
            Assert.Equal("No", Text(table, "predicted_label", row));
            Assert.Equal(3.5, Number(table, "score", row));
            Assert.Equal(0.07f, (float)Number(table, "probability", row));
            Assert.Null(Text(table, "ingot_label", row));
        }
    }

    [Fact]
    public async Task Missing_values_strange_numbers_and_strange_texts_come_back_as_what_they_are()
    {
        var long1 = new string('ü', 300_000);
        await using (var log = _folder.Open())
        {
            var entry = LogFolder.Entry(1, rows: 6) with
            {
                Inputs =
                [
                    new("tenure", new[] { float.NaN, float.PositiveInfinity, -0f, float.Epsilon, float.MaxValue, 1f }),
                    new("charges", new[] { double.NaN, double.NegativeInfinity, double.MinValue, 1e-300, 0.1, 0 }),
                    new("senior", new[] { true, false, true, true, true, true }, [false, true, true, true, true, true]),
                    new("since", new[] { 5, long.MaxValue, long.MinValue, -62135596800000000 - 1, 253402300800000000, 0 }, [false, true, true, true, true, true]),
                    new("contract", new[] { null, "", "\ud83d", "a\0b'\"\n", long1, "\ud83d\ude00" }),
                ],
                Outputs = [new("score", new[] { float.NaN, 1, 2, 3, 4, 5 })],
                Status = "timeout",
            };
            Assert.True(LogFolder.Churn(log).TryAdd(entry));
            await log.RollAsync();
        }

        Assert.Empty(_folder.Diagnostics.Items);
        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal([double.NaN, double.PositiveInfinity, -0.0, float.Epsilon, float.MaxValue, 1], ((NumberColumn)table["tenure"]).Values);
        Assert.Equal([double.NaN, double.NegativeInfinity, double.MinValue, 1e-300, 0.1, 0], ((NumberColumn)table["charges"]).Values);
        Assert.Equal([-1, 0, 1, 1, 1, 1], ((BooleanColumn)table["senior"]).Values.Select(v => (int)v));
        Assert.Equal(
            [DateColumn.Missing, DateColumn.Missing, DateColumn.Missing, DateColumn.Missing, DateColumn.Missing, 0],
            ((DateColumn)table["since"]).Values);
        Assert.Equal([null, null, "\ufffd", "a\0b'\"\n", long1, "\ud83d\ude00"], Enumerable.Range(0, 6).Select(r => Text(table, "contract", r)));
        Assert.Equal("timeout", Text(table, "ingot_status", 0));
        Assert.Null(Text(table, "predicted_label", 0));
        // In the file are also the years that no DateTime has. A missing input is NULL; an output that is NaN is NaN, because the model said so.
        var file = Assert.Single(_folder.Files("*.parquet"));
        Assert.Equal([3], ParquetTable.RowsWhere(file, "epoch_us(since) = -62135596800000000 - 1"));
        Assert.Equal([4], ParquetTable.RowsWhere(file, "epoch_us(since) = 253402300800000000"));
        Assert.Equal([0], ParquetTable.RowsWhere(file, "tenure IS NULL"));
        Assert.Equal([0], ParquetTable.RowsWhere(file, "isnan(score)"));
        Assert.Empty(ParquetTable.RowsWhere(file, "score IS NULL"));
        Assert.Equal([0, 1, 2, 3, 4, 5], ParquetTable.RowsWhere(file, "probability IS NULL"));
    }

    [Theory]
    [InlineData("c", "probability_c")]
    [InlineData("B", "probability_B_2")]
    public async Task Classes_of_a_multiclass_model_have_a_probability_each(string third, string column)
    {
        var schema = LogFolder.Schema with
        {
            Task = ModelTask.MulticlassClassification,
            PositiveClass = null,
            Columns = [.. LogFolder.Schema.Columns.SkipLast(1), LogFolder.Schema.Label with { Domain = ["a", "b", third] }],
        };
        await using (var log = _folder.Open())
        {
            var entry = LogFolder.Entry(1, rows: 2) with
            {
                Outputs = [new("predicted_label", new[] { third, "a" }), new("probabilities", new[] { 0.25f, 0.25f, 0.5f, 0.75f, 0.125f, 0.125f }, Width: 3)],
            };
            Assert.True(log.Open(LogFolder.Package, "2.0.0-beta.1+x", schema).TryAdd(entry));
        }

        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal([0.25, 0.75], ((NumberColumn)table["probability_a"]).Values);
        Assert.Equal([0.25, 0.125], ((NumberColumn)table["probability_b"]).Values);
        Assert.Equal([0.5, 0.125], ((NumberColumn)table[column]).Values);
        Assert.Equal("2.0.0-beta.1+x", Assert.Single(_folder.History.Versions()).Version);
    }

    [Fact]
    public async Task What_waits_is_on_the_disk_after_the_interval_without_anybody_asking()
    {
        await using var log = _folder.Open();
        LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
        Assert.Empty(_folder.Files("*.journal"));

        _folder.Clock.Advance(TimeSpan.FromSeconds(1));

        await Waiting.UntilAsync(() => log.Counters.Written > 0);

        Assert.Single(_folder.Files("*.journal"));
        Assert.Equal(new LogCounters(1, 0, 0, 0), log.Counters);
    }

    [Fact]
    public async Task A_journal_becomes_a_file_by_rows_by_bytes_and_by_age()
    {
        foreach (var options in new[] { _folder.Options with { RollRows = 3 }, _folder.Options with { RollBytes = 1 }, _folder.Options with { RollAfter = TimeSpan.FromMinutes(1) } })
        {
            await using var log = _folder.Open(options);
            var before = _folder.Files("*.parquet").Count;
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1, rows: 3));
            await log.FlushAsync();
            _folder.Clock.Advance(TimeSpan.FromMinutes(1));
            await Waiting.UntilAsync(() => _folder.Files("*.parquet").Count > before);
        }

        Assert.Equal(9, _folder.History.Table(HistoryFilter.All).Rows);
    }

    [Fact]
    public async Task A_filter_begins_with_its_instant_and_ends_before_it_within_a_day_too()
    {
        await using (var log = _folder.Open())
        {
            var model = LogFolder.Churn(log);
            for (var number = 1; number <= 4; number++)
            {
                model.TryAdd(LogFolder.Entry(number));
            }
        }

        string Between(int? from, int? before) => string.Join(' ', Ids(_folder.History.Table(new HistoryFilter
        {
            From = from is { } f ? LogFolder.Noon.AddSeconds(f) : null,
            Before = before is { } b ? LogFolder.Noon.AddSeconds(b) : null,
        })));
        Assert.Equal("r1 r2", Between(null, 3));
        Assert.Equal("r3 r4", Between(3, null));
        Assert.Equal("r2 r3", Between(2, 4));
        Assert.Empty(Between(2, 2));
    }

    [Fact]
    public async Task Requests_around_midnight_go_into_the_folders_of_their_days()
    {
        await using (var log = _folder.Open())
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1) with { Timestamp = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(2)) });
            model.TryAdd(LogFolder.Entry(2) with { Timestamp = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero) });
            model.TryAdd(LogFolder.Entry(3) with { Timestamp = new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero) });
        }

        Assert.Equal(
            ["ingot_date=1969-12-31", "ingot_date=2026-03-01", "ingot_date=2026-03-02"],
            _folder.Files("*.parquet").Select(f => Path.GetFileName(Path.GetDirectoryName(f))));
        Assert.Equal(["r3", "r1", "r2"], Ids(_folder.History.Table(HistoryFilter.All)));
        Assert.Equal(["r2"], Ids(_folder.History.Table(new HistoryFilter { From = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero) })));
        Assert.Equal(["r3", "r1"], Ids(_folder.History.Table(new HistoryFilter { Before = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero) })));
    }

    [Fact]
    public async Task Versions_with_other_columns_are_read_together()
    {
        await using (var log = _folder.Open())
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
            var other = LogFolder.Schema with { Columns = [.. LogFolder.Schema.Columns, new() { Name = "region", Type = Core.Schemas.ColumnType.String, Role = Core.Schemas.ColumnRole.Feature }] };
            log.Open(LogFolder.Package, "2.0.0", other).TryAdd(LogFolder.Entry(2) with { Inputs = [new("region", new[] { "north" })] });
        }

        var table = _folder.History.Table(HistoryFilter.All, ["ingot_version", "tenure", "region"]);
        Assert.Equal(["1.0.0", "2.0.0"], Texts(table, "ingot_version"));
        Assert.Equal([1, double.NaN], ((NumberColumn)table["tenure"]).Values);
        Assert.Equal([null, "north"], Texts(table, "region"));
        Assert.Equal(
            [("1.0.0", 1L), ("2.0.0", 1L)], _folder.History.Versions().Select(v => (v.Version, v.Rows)));
        Assert.Equal([LogFolder.Package], PredictionHistory.Packages(_folder.Path));
        Assert.Equal(["r2"], Ids(_folder.History.Table(new HistoryFilter { Version = "2.0.0" })));
        Assert.Throws<ArgumentException>(() => _folder.History.Table(HistoryFilter.All, ["nothing"]));
    }

    [Fact]
    public async Task Values_that_do_not_fit_the_schema_are_refused_before_they_are_queued()
    {
        await using var log = _folder.Open();
        var model = LogFolder.Churn(log);
        Assert.Throws<ArgumentException>(() => model.TryAdd(LogFolder.Entry(1) with { Inputs = [new("tenure", new[] { "1" })] }));
        Assert.Throws<ArgumentException>(() => model.TryAdd(LogFolder.Entry(1, rows: 2) with { Inputs = [new("tenure", new[] { 1f })] }));
        Assert.Throws<ArgumentException>(() => model.TryAdd(LogFolder.Entry(1) with { Inputs = [new("senior", new[] { true }, [])] }));
        Assert.Throws<ArgumentException>(() => model.TryAdd(LogFolder.Entry(1) with { Outputs = [new("score", new[] { 1f, 2f }, Width: 2)] }));
        Assert.Equal(0, log.Counters.Pending);
    }

    [Fact]
    public async Task A_closed_log_drops_and_counts()
    {
        var log = _folder.Open();
        var model = LogFolder.Churn(log);
        await log.DisposeAsync();
        await log.DisposeAsync();

        Assert.False(model.TryAdd(LogFolder.Entry(1)));
        Assert.Equal(1, log.Counters.Dropped);
        await Assert.ThrowsAsync<InvalidOperationException>(log.FlushAsync);
        Assert.Empty(_folder.Files("*"));
    }

    private static IEnumerable<string?> Ids(Table table) => Enumerable.Range(0, table.Rows).Select(r => Text(table, "ingot_id", r));

    private static IEnumerable<string?> Texts(Table table, string column) => Enumerable.Range(0, table.Rows).Select(r => Text(table, column, r));

    private static string? Text(Table table, string column, int row) => ((StringColumn)table[column])[row];

    private static double Number(Table table, string column, int row) => ((NumberColumn)table[column]).Values[row];
}
