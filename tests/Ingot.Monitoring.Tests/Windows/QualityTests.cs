using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Windows;

namespace Ingot.Monitoring.Tests.Windows;

/// <summary>Values in production against the schema: the anomalies of a build, by column and chunk.</summary>
public sealed class QualityTests : IDisposable
{
    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_schema_forbids_is_counted_by_chunk_and_told_once_with_examples()
    {
        _folder.Write("served.parquet", """
            SELECT TIMESTAMP '2026-03-05' + INTERVAL (d) DAY AS at, a::DOUBLE AS age, p AS plan FROM (VALUES
                (0, 30, 'basic'), (0, 40, 'gold'), (0, 50, 'gold'),
                (1, -1, 'platinum'), (1, 130, 'platinum'), (1, 'inf'::DOUBLE, 'silver'), (1, NULL, NULL), (1, 'nan'::DOUBLE, 'basic')) t(d, a, p)
            """);

        using var window = _folder.Open(new ColumnMapping { Timestamp = "at" });

        var age = window.Quality.Where(q => q.Column.Name == "age").ToList();
        Assert.Equal([(3L, 3L, 0L, 0L, 0L), (5L, 3L, 1L, 2L, 1L)], age.Select(q => (q.Rows, q.Present, q.BelowMinimum, q.AboveMaximum, q.Infinite)));
        Assert.Equal([(30.0, 50.0), (-1.0, double.PositiveInfinity)], age.Select(q => (q.Least!.Value, q.Greatest!.Value)));
        var plan = window.Quality.Where(q => q.Column.Name == "plan").ToList();
        Assert.Equal([(3L, 0L), (4L, 3L)], plan.Select(q => (q.Present, q.OutsideDomain)));
        var said = _folder.Diagnostics.Items.Where(d => d.Code.StartsWith("INGOT1", StringComparison.Ordinal)).ToList();
        Assert.Equal(["INGOT1012", "INGOT1010", "INGOT1010", "INGOT1009"], said.Select(d => d.Code));
        Assert.Equal(
            "Churn.schema.json(12,1): error INGOT1009: 3 values of column 'plan' in the window's 8 rows are not in the domain: 'platinum' (2), 'silver' (1), in 1 of 2 chunks with rows, first in that from 2026-03-06 00:00 on. The model scored them as \"other\". Find out where they come from; train with rows of each if they stay, or correct who sends them. More: dotnet ingot explain INGOT1009",
            said[3].ToString());
    }

    [Fact]
    public void A_column_that_has_too_few_values_is_told_of()
    {
        _folder.Write("served.parquet", "SELECT TIMESTAMP '2026-03-05' AS at, CASE WHEN i < 4 THEN 1.0 END AS age, 'gold' AS plan FROM range(10) r(i)");

        using var window = _folder.Open(new ColumnMapping { Timestamp = "at" });

        Assert.Equal(0.4, Assert.Single(window.Quality, q => q.Column.Name == "age").PresentShare);
        Assert.Equal("Churn.schema.json(11,1): warning INGOT1008: Column 'age' has 4 values in 10 rows of the window, a share of 0.4; the schema expects at least 0.5. Find out who no longer sends it, or lower presence.minFraction. More: dotnet ingot explain INGOT1008", _folder.Diagnostics.Items[0].ToString());
    }

    [Fact]
    public void Columns_that_vanish_appear_or_change_their_type_are_told_of_with_where()
    {
        _folder.Write("1.parquet", "SELECT TIMESTAMP '2026-03-05' AS at, 1.0 AS age, 'gold' AS plan");
        _folder.Write("2.parquet", "SELECT TIMESTAMP '2026-03-06' AS at, '2' AS age, 'gold' AS plan, 7 AS extra");
        _folder.Write("3.parquet", "SELECT TIMESTAMP '2026-03-07' AS at, 'many' AS age");

        using var window = _folder.Open(new ColumnMapping { Timestamp = "at" });

        Assert.Equal(
            [QualityState.Present, QualityState.TypeChanged, QualityState.TypeChanged],
            window.Quality.Where(q => q.Column.Name == "age").Select(q => q.State));
        Assert.Equal(["1", "1", "0"], window.Quality.Where(q => q.Column.Name == "age").Select(q => FormattableString.Invariant($"{q.Present}")));
        Assert.Equal([0L, 0, 1], window.Quality.Where(q => q.Column.Name == "age").Select(q => q.WrongType));
        Assert.Equal([QualityState.Present, QualityState.Present, QualityState.Vanished], window.Quality.Where(q => q.Column.Name == "plan").Select(q => q.State));
        Assert.Equal([QualityState.Vanished, QualityState.New, QualityState.Vanished], window.Quality.Where(q => q.Column.Name == "extra").Select(q => q.State));
        var said = _folder.Diagnostics.Items.Select(d => $"{d.Code} {d.Severity}: {d.Message}").ToList();
        Assert.Contains(said, s => s.StartsWith("INGOT1007 Warning: Column 'age' is VARCHAR, in 2 of 3 chunks with rows, first in that from 2026-03-06 00:00 on; expected Number, as the schema says.", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("INGOT1007 Error: 1 value of column 'age' in the window's 3 rows is not of the type Number: 'many' (1), in 1 of 3 chunks", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("INGOT1005 Warning: Column 'plan' is a feature of the model, and no file has it with 1 row of the window, in 1 of 3 chunks", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("INGOT1006 Info: Column 'extra' is in what was served and not in the schema, in 1 of 3 chunks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_that_the_log_hashes_is_not_held_to_the_schema()
    {
        using var folder = new LogFolder();
        var schema = LogFolder.Schema with { Columns = [.. LogFolder.Schema.Columns.Select(c => c.Name == "contract" ? c with { Domain = ["a"] } : c)] };
        await using (var log = folder.Open(folder.Options with { HashedColumns = ["contract", "tenure"], HashKey = new byte[16] }))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
        }

        folder.Clock.Advance(TimeSpan.FromHours(1));
        using var window = ServedWindow.Open(
            new PredictionLogSource(folder.Path), new WindowQuery { Package = LogFolder.Package }, new ChunkPlan(ChunkUnit.Day), new WindowOptions { Schema = schema, Time = folder.Clock, Diagnostics = folder.Diagnostics });

        Assert.Equal(["tenure", "contract"], window.Columns.Where(c => c.IsHashed).Select(c => c.Name));
        Assert.Equal(["INGOT8023", "INGOT8023"], folder.Diagnostics.Items.Select(d => d.Code));
    }
}
