using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Predictions;
using Ingot.Monitoring.Windows;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Monitoring.Tests.Windows;

/// <summary>What a log can have wrong: each is told by its code, and what is left is read.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly TableFolder _tables = new();

    public void Dispose()
    {
        _folder.Dispose();
        _tables.Dispose();
    }

    /// <summary>Of a file that is cut off its end tells; one that is damaged in the middle looks whole until its values are read.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_file_is_named_and_the_others_are_read(bool inTheMiddle)
    {
        string File(int day) => _tables.Write($"{day}.parquet", $"SELECT TIMESTAMP '2026-03-0{day}' AS at, hash(i)::DOUBLE / 1e19 AS age, md5(i::VARCHAR) AS plan FROM range(20000) r(i)");
        _ = (File(5), File(6), File(7));
        var damaged = Path.Combine(_tables.Path, "6.parquet");
        using (var stream = new FileStream(damaged, FileMode.Open))
        {
            if (inTheMiddle)
            {
                stream.Position = stream.Length / 3;
                stream.Write(new byte[stream.Length / 4]);
            }
            else
            {
                stream.SetLength(stream.Length / 2);
            }
        }

        using var window = _tables.Open(new ColumnMapping { Timestamp = "at" });

        Assert.Equal([damaged], window.LeftOut);
        Assert.Equal([20000L, 0, 20000], window.Chunks.Select(c => c.Rows));
        var said = Assert.Single(_tables.Diagnostics.Items, d => d.Code == "INGOT8010");
        Assert.Equal((damaged, DiagnosticSeverity.Warning), (said.Location.File, said.Severity));
        Assert.Equal(_tables.Diagnostics.Items.Count, _tables.Diagnostics.Items.Distinct().Count());
        var counts = new ValueCounts();
        window.Stream([.. window.Columns.Where(c => c.Name == "age")], counts);
        Assert.Equal(40000, counts["age"].Values);
    }

    [Fact]
    public void A_half_written_line_leaves_its_file_out()
    {
        _tables.Text("1.jsonl", "{\"at\": \"2026-03-05T00:00:00Z\", \"age\": 1}\n");
        _tables.Text("2.jsonl", "{\"at\": \"2026-03-05T00:00:00Z\", \"age\": 1}\n{\"at\": \"2026-03");

        using var window = _tables.Open(new ColumnMapping { Timestamp = "at" });

        Assert.Equal("2.jsonl", Path.GetFileName(Assert.Single(window.LeftOut)));
        Assert.Equal(1, window.Rows);
        Assert.Contains("INGOT8010", _tables.Codes);
    }

    [Fact]
    public void Rows_from_the_future_and_rows_without_a_time_are_counted_and_left_out()
    {
        _tables.Text("t.csv", "at,age\n2026-03-08T11:00:00Z,1\n2026-03-08T12:03:00Z,1\n2026-03-08T12:06:00Z,1\n2030-01-01,1\nsoon,1\n,1\n");

        using var window = _tables.Open(new ColumnMapping { Timestamp = "at" });

        Assert.Equal(2, window.Rows);
        Assert.Contains(_tables.Diagnostics.Items, d => d.Code == "INGOT8011" && d.Message.StartsWith($"2 rows of '{_tables.Path}' are from later than now (2026-03-08 12:00:00Z), the last from 2030-01-01 00:00:00Z", StringComparison.Ordinal));
        Assert.Contains(_tables.Diagnostics.Items, d => d.Code == "INGOT8022" && d.Message.StartsWith("2 rows of ", StringComparison.Ordinal));
    }

    [Fact]
    public void Duplicates_are_counted_with_examples_and_a_label_before_its_prediction_is_told_of()
    {
        _tables.Text("t.csv", "key,at,truth,known\na,2026-03-08T10:00:00Z,Yes,2026-03-08T11:00:00Z\nb,2026-03-08T10:00:00Z,Yes,2026-03-07\na,2026-03-08T10:30:00Z,,\na,2026-03-08T10:31:00Z,,\n");

        using var window = _tables.Open(new ColumnMapping { Timestamp = "at", Id = "key", Label = "truth", Labelled = "known" });

        Assert.Equal((2L, 4L, 1L), (window.Duplicates, window.Rows, window.Labels.Early));
        Assert.Contains(_tables.Diagnostics.Items, d => d.Code == "INGOT8013" && d.Message.StartsWith("2 rows of the window have the id, row, version and channel of another one, such as a.", StringComparison.Ordinal));
        Assert.Contains("INGOT8012", _tables.Codes);
        Assert.Equal(TimeSpan.FromHours(1), window.Labels.Delay!.Longest);
    }

    [Fact]
    public void Labels_that_are_no_class_are_told_of()
    {
        _tables.Text("t.csv", "at,truth\n2026-03-08T10:00:00Z,Yes\n2026-03-08T10:00:00Z, No\n2026-03-08T10:00:00Z,maybe\n2026-03-08T10:00:00Z,maybe\n2026-03-08T10:00:00Z,\n");

        using var window = _tables.Open(new ColumnMapping { Timestamp = "at", Label = "truth" });

        Assert.Equal(4, window.Labels.Labelled);
        Assert.Equal(
            "Churn.schema.json(13,1): warning INGOT1009: 2 labels of the window's 4 are not in the domain: 'maybe' (2). No prediction can be right of them; find out who sends them, and correct that. More: dotnet ingot explain INGOT1009",
            Assert.Single(_tables.Diagnostics.Items, d => d.Location.Line == 13).ToString());
        Assert.Equal(["No", "Yes", "maybe", "maybe"], WindowTests.Texts(window.Labelled([]), "ingot_label").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_empty_window_says_what_there_is_instead()
    {
        await LogAsync(LogFolder.Entry(1));

        using var window = Open(new WindowQuery { Package = LogFolder.Package, From = LogFolder.Noon.AddDays(3), Before = LogFolder.Noon.AddDays(5) });

        Assert.Equal([0L, 0, 0], window.Chunks.Select(c => c.Rows));
        Assert.Null(window.Staleness);
        Assert.All(window.Quality, q => Assert.Equal(QualityState.NoRows, q.State));
        Assert.Equal("INGOT8016", Assert.Single(_folder.Diagnostics.Items).Code);
        var counts = new ValueCounts();
        window.Stream(window.Columns, counts);
        Assert.Empty(counts.Lines);

        using var other = Open(new WindowQuery { Package = LogFolder.Package, Channel = "Canary" });
        Assert.Contains("There are rows of 1.0.0 at other times or on other channels.", _folder.Diagnostics.Items[1].Message, StringComparison.Ordinal);
        using var none = Open(new WindowQuery { Package = "Contoso.Other" });
        Assert.Empty(none.Chunks);
        Assert.Equal(0, none.Sample([], 10).Rows + none.Labelled([]).Rows);
    }

    [Fact]
    public async Task A_log_that_is_being_written_is_read_as_far_as_it_is_there()
    {
        await LogAsync(LogFolder.Entry(1));
        await using var log = _folder.Open();
        LogFolder.Churn(log).TryAdd(LogFolder.Entry(2));
        await log.FlushAsync();

        using var window = Open(new WindowQuery { Package = LogFolder.Package });

        Assert.Equal(1, window.Rows);
        Assert.Contains("1 journal of ", Assert.Single(_folder.Diagnostics.Items, d => d.Code == "INGOT8017").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_cannot_be_is_refused()
    {
        await LogAsync(LogFolder.Entry(1), LogFolder.Entry(2) with { Timestamp = DateTimeOffset.UnixEpoch });
        string Code(WindowQuery query, ChunkPlan plan) => Assert.Throws<IngotException>(() => Open(query, plan)).Diagnostic.Code;
        var all = new WindowQuery { Package = LogFolder.Package };

        Assert.Equal("INGOT8024", Code(all with { From = LogFolder.Noon, Before = LogFolder.Noon }, new ChunkPlan(ChunkUnit.Day)));
        Assert.Equal("INGOT8024", Code(all, new ChunkPlan(ChunkUnit.Hour)));
        Assert.Equal("INGOT8021", Code(new WindowQuery(), new ChunkPlan(ChunkUnit.Day)));
        Assert.Equal("INGOT8021", Code(new WindowQuery { Package = "../x" }, new ChunkPlan(ChunkUnit.Day)));
        Assert.Equal("INGOT8021", Assert.Throws<IngotException>(() => ServedWindow.Open(new PredictionLogSource(Path.Combine(_folder.Path, "no")), all, new ChunkPlan(ChunkUnit.Day), new WindowOptions())).Diagnostic.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChunkPlan.ByRows(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => all.LastDays(0, TimeProvider.System));
    }

    private ServedWindow Open(WindowQuery query, ChunkPlan? plan = null) =>
        ServedWindow.Open(new PredictionLogSource(_folder.Path), query, plan ?? new ChunkPlan(ChunkUnit.Day), new WindowOptions { Schema = LogFolder.Schema, Time = new FakeTimeProvider(LogFolder.Noon.AddDays(60)), Diagnostics = _folder.Diagnostics });

    private async Task LogAsync(params PredictionEntry[] entries)
    {
        await using var log = _folder.Open();
        var model = LogFolder.Churn(log);
        Assert.All(entries, e => Assert.True(model.TryAdd(e)));
    }
}
