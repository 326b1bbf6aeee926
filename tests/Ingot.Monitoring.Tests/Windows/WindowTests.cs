using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Monitoring.Predictions;
using Ingot.Monitoring.Windows;

namespace Ingot.Monitoring.Tests.Windows;

/// <summary>Windows of a prediction log.</summary>
public sealed class WindowTests : IDisposable
{
    private static readonly WindowQuery All = new() { Package = LogFolder.Package };

    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Values_come_by_column_and_chunk_with_how_many_are_missing()
    {
        await LogAsync(
            LogFolder.Entry(1),
            LogFolder.Entry(2, rows: 2),
            LogFolder.Entry(3) with { Timestamp = LogFolder.Noon.AddDays(2), Inputs = [new("charges", new[] { double.PositiveInfinity }), new("contract", new[] { "a" })], Outputs = [new("score", new[] { float.NaN })] });

        using var window = Open(new ChunkPlan(ChunkUnit.Day));

        Assert.Equal(["0: 2026-03-01 3 True", "1: 2026-03-02 0 True", "2: 2026-03-03 1 True"], window.Chunks.Select(c => FormattableString.Invariant($"{c.Index}: {c.From:yyyy-MM-dd} {c.Rows} {c.IsWhole}")));
        Assert.Equal(
            ["tenure Number Feature", "charges Number Feature", "senior Boolean Feature", "since Date Feature", "contract Text Feature", "predicted_label Text Output", "score Number Output", "probability Number Output"],
            window.Columns.Select(c => $"{c.Name} {c.Kind} {c.Role}"));
        Assert.Equal(
            [
                "charges 0 1.25: 1", "charges 0 2.25: 2", "charges 2 Infinity: 1",
                "contract 0 contract-1: 1", "contract 0 contract-2: 2", "contract 2 a: 1",
                "predicted_label 0 No: 1", "predicted_label 0 Yes: 2", "predicted_label 2 ?: 1",
                "score 0 0.5: 1", "score 0 1: 2", "score 2 ?: 1",
                "senior 0 false: 1", "senior 0 true: 2", "senior 2 ?: 1",
                "since 0 1000000: 1", "since 0 2000000: 2", "since 2 ?: 1",
                "tenure 0 1: 1", "tenure 0 2: 2", "tenure 2 ?: 1",
            ],
            Counts(window, window.Columns.Where(c => c.Name != "probability")).Lines);
    }

    [Theory]
    [InlineData(ChunkUnit.Hour, "2026-02-28T23:00:00", "2026-03-01T00:00:00", "2026-03-01T01:00:00")]
    [InlineData(ChunkUnit.Day, "2026-02-28T00:00:00", "2026-03-01T00:00:00")]
    [InlineData(ChunkUnit.Week, "2026-02-23T00:00:00")]
    [InlineData(ChunkUnit.Month, "2026-02-01T00:00:00", "2026-03-01T00:00:00")]
    public async Task Chunks_by_time_begin_where_the_unit_of_UTC_does(ChunkUnit unit, params string[] starts)
    {
        await LogAsync(
            LogFolder.Entry(1) with { Timestamp = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero) },
            LogFolder.Entry(2) with { Timestamp = new DateTimeOffset(2026, 3, 1, 2, 30, 0, TimeSpan.FromHours(1)) });

        using var window = Open(new ChunkPlan(unit));

        Assert.Equal(starts, window.Chunks.Select(c => c.From.UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(window.Chunks.Skip(1).Select(c => c.From), window.Chunks.SkipLast(1).Select(c => c.Before));
        Assert.Equal(2, window.Chunks.Sum(c => c.Rows));
    }

    [Fact]
    public async Task Chunks_that_the_window_cuts_off_are_not_whole()
    {
        await LogAsync([.. Enumerable.Range(0, 5).Select(d => LogFolder.Entry(d) with { Timestamp = LogFolder.Noon.AddDays(d) })]);
        _folder.Clock.SetUtcNow(LogFolder.Noon.AddDays(3).AddHours(3));

        using var window = Open(new ChunkPlan(ChunkUnit.Day), All.LastDays(2, _folder.Clock));

        Assert.Equal(["0 False", "1 True", "1 False"], window.Chunks.Select(c => $"{c.Rows} {c.IsWhole}"));
        Assert.Equal(TimeSpan.FromHours(3), window.Staleness);
    }

    [Fact]
    public async Task Chunks_by_rows_are_full_but_the_last()
    {
        await LogAsync([.. Enumerable.Range(0, 7).Reverse().Select(n => LogFolder.Entry(n))]);

        using var window = Open(ChunkPlan.ByRows(3));

        Assert.Equal(["3 True", "3 True", "1 False"], window.Chunks.Select(c => $"{c.Rows} {c.IsWhole}"));
        Assert.Equal(LogFolder.Noon.AddSeconds(3), window.Chunks[1].From);
        Assert.Equal(
            ["tenure 0 0: 1", "tenure 0 1: 1", "tenure 0 2: 1", "tenure 1 3: 1", "tenure 1 4: 1", "tenure 1 5: 1", "tenure 2 6: 1"],
            Counts(window, window.Columns.Where(c => c.Name == "tenure")).Lines);
    }

    [Fact]
    public async Task Versions_with_other_columns_are_put_together_by_name_and_stay_apart()
    {
        var other = LogFolder.Schema with { Columns = [.. LogFolder.Schema.Columns.Where(c => c.Name != "senior"), new() { Name = "region", Type = ColumnType.String, Role = ColumnRole.Feature }] };
        await using (var log = _folder.Open())
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
            log.Open(LogFolder.Package, "2.0.0", other).TryAdd(LogFolder.Entry(2) with { Channel = "canary", Inputs = [new("region", new[] { "north" }), new("tenure", new[] { 5f })] });
        }

        using var window = Open(new ChunkPlan(ChunkUnit.Month), schema: null);

        Assert.Equal([("1.0.0", 1L), ("2.0.0", 1L)], window.Versions.Select(v => (v.Version, v.Rows)));
        Assert.Equal("INGOT8018", Assert.Single(_folder.Diagnostics.Items).Code);
        var wanted = window.Columns.Where(c => c.Name is "senior" or "region" or "tenure").ToList();
        Assert.Equal(["region 0 ?: 1", "region 0 north: 1", "senior 0 ?: 1", "senior 0 false: 1", "tenure 0 1: 1", "tenure 0 5: 1"], Counts(window, wanted).Lines);
        Assert.Equal(["region 0 north: 1", "senior 0 ?: 1", "tenure 0 5: 1"], Counts(window, wanted, "2.0.0").Lines);
        Assert.Equal(["2.0.0", "1.0.0"], Texts(window.Sample(wanted, 10), "ingot_version").Order(StringComparer.Ordinal).Reverse());

        using var canary = Open(new ChunkPlan(ChunkUnit.Month), All with { Channel = "canary" });
        using var first = Open(new ChunkPlan(ChunkUnit.Month), All with { Versions = ["1.0.0"] });
        Assert.Equal(("2.0.0", "1.0.0"), (Assert.Single(canary.Versions).Version, Assert.Single(first.Versions).Version));
    }

    [Fact]
    public async Task Late_labels_are_joined_and_their_delay_is_measured()
    {
        await using (var log = _folder.Open())
        {
            var model = LogFolder.Churn(log);
            for (var n = 1; n <= 4; n++)
            {
                model.TryAdd(LogFolder.Entry(n) with { Timestamp = LogFolder.Noon.AddDays(n == 4 ? 1 : 0) });
            }

            await log.FlushAsync();
            _folder.Clock.Advance(TimeSpan.FromDays(2));
            model.TryAdd(new FeedbackEntry { Id = "r1", Label = "No" });
            _folder.Clock.Advance(TimeSpan.FromDays(2));
            model.TryAdd(new FeedbackEntry { Id = "r1", Label = "Yes" });
            model.TryAdd(new FeedbackEntry { Id = "r4", Label = "No" });
            model.TryAdd(new FeedbackEntry { Id = "r9", Label = "No" });
        }

        using var window = Open(new ChunkPlan(ChunkUnit.Day), All with { From = LogFolder.Noon.AddDays(-1), Before = LogFolder.Noon.AddDays(7) });

        Assert.Equal((2L, 2L, 0L, 1L), (window.Labels.Labelled, window.Labels.Unlabelled, window.Labels.Early, window.Labels.Orphans));
        Assert.Equal(TimeSpan.FromDays(3.5), window.Labels.Delay!.P50);
        Assert.Equal(TimeSpan.FromDays(4), window.Labels.Delay.Longest);
        Assert.Equal(["0", "1", "1"], window.Operations.Take(3).Select(o => FormattableString.Invariant($"{o.Labelled}")));
        Assert.Equal(1.0 / 3, window.Operations[1].LabelledShare);
        Assert.Equal(TimeSpan.FromDays(3), window.Operations[2].Delay!.P99);
        Assert.Equal(["INGOT8014", "INGOT8015"], _folder.Diagnostics.Items.Select(d => d.Code).Order(StringComparer.Ordinal));
        var tenure = window.Columns.Where(c => c.Name == "tenure").ToList();
        var table = window.Labelled(tenure);
        Assert.Equal(["Yes", "No"], Texts(table, "ingot_label"));
        Assert.Equal([1, 4], ((NumberColumn)table["tenure"]).Values);
        Assert.Equal(["No"], Texts(window.Labelled(tenure, window.Chunks[2]), "ingot_label"));
    }

    [Fact]
    public async Task Operations_tell_traffic_failures_and_latency_of_requests()
    {
        await LogAsync(
            [.. Enumerable.Range(1, 100).Select(n => LogFolder.Entry(n, rows: 2) with { Latency = TimeSpan.FromMicroseconds(n * 100) }),
            LogFolder.Entry(101) with { Status = "429", Outputs = [] },
            LogFolder.Entry(102) with { Status = "503", Outputs = [] },
            LogFolder.Entry(103) with { Status = "500", Outputs = [], Latency = TimeSpan.FromHours(1) }]);

        using var window = Open(new ChunkPlan(ChunkUnit.Hour));

        var chunk = Assert.Single(window.Operations);
        Assert.Equal((103L, 203L, 2L, 1L, 103.0), (chunk.Requests, chunk.Chunk.Rows, chunk.Refused, chunk.Errors, chunk.RequestsPerHour));
        Assert.Equal((5050.0, 9505.0, 9901.0), (chunk.LatencyP50!.Value, chunk.LatencyP95!.Value, Math.Round(chunk.LatencyP99!.Value, 6)));
        Assert.Equal(2.0 / 103, chunk.RefusedShare);
    }

    /// <summary>Many distinct values come row by row, few ones grouped: both are all there.</summary>
    [Fact]
    public async Task All_values_come_whichever_way_they_do()
    {
        const int requests = 60;
        const int rows = 500;
        await LogAsync([.. Enumerable.Range(0, requests).Select(n => LogFolder.Entry(n, rows) with
        {
            Timestamp = LogFolder.Noon.AddHours(n % 7),
            Inputs =
            [
                new("charges", Enumerable.Range(0, rows).Select(i => (n * rows) + i + 0.5).ToArray()),
                new("tenure", Enumerable.Range(0, rows).Select(i => i % 10 == 9 ? float.NaN : i % 10).ToArray()),
            ],
        })]);

        using var window = Open(new ChunkPlan(ChunkUnit.Hour));

        const long total = requests * rows;
        var counts = Counts(window, window.Columns.Where(c => c.Name is "charges" or "tenure"));
        Assert.Equal((total * total / 2.0, total, 0L), counts["charges"]);
        Assert.Equal((total / 10 * 36.0, total / 10 * 9, total / 10), counts["tenure"]);
        Assert.True(counts.Calls is { Grouped: > 0, Single: > 0 });
        Assert.Equal(window.Chunks.Select(c => c.Rows), window.Chunks.Select(c => Counts(window, window.Columns.Where(x => x.Name == "charges")).Lines.LongCount(l => l.StartsWith($"charges {c.Index} ", StringComparison.Ordinal))));
        var sample = window.Sample([.. window.Columns.Where(c => c.Name == "charges")], 100);
        Assert.Equal(100, sample.Rows);
        Assert.Equal(((NumberColumn)sample["charges"]).Values, ((NumberColumn)window.Sample([.. window.Columns.Where(c => c.Name == "charges")], 100)["charges"]).Values);
    }

    internal static IEnumerable<string?> Texts(Table table, string column) => Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table[column])[r]);

    private static ValueCounts Counts(ServedWindow window, IEnumerable<WindowColumn> columns, string? version = null)
    {
        var counts = new ValueCounts();
        window.Stream([.. columns], counts, version);
        return counts;
    }

    private ServedWindow Open(ChunkPlan plan, WindowQuery? query = null) => Open(plan, LogFolder.Schema, query);

    private ServedWindow Open(ChunkPlan plan, ModelSchema? schema, WindowQuery? query = null)
    {
        if (_folder.Clock.GetUtcNow() == LogFolder.Noon)
        {
            _folder.Clock.Advance(TimeSpan.FromDays(60));
        }

        return ServedWindow.Open(new PredictionLogSource(_folder.Path), query ?? All, plan, new WindowOptions { Schema = schema, Time = _folder.Clock, Diagnostics = _folder.Diagnostics });
    }

    private async Task LogAsync(params PredictionEntry[] entries)
    {
        await using var log = _folder.Open();
        var model = LogFolder.Churn(log);
        Assert.All(entries, e => Assert.True(model.TryAdd(e)));
    }
}
