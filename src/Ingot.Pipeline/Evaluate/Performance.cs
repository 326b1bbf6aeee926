using System.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Scoring;

namespace Ingot.Pipeline.Evaluate;

/// <summary>Latency and throughput of a model on this machine, measured only when a gate asks.</summary>
internal static class Performance
{
    private const int WarmUps = 20;
    private const int SingleRows = 500;
    private const int MostRowsAtOnce = 100_000;
    private const int Passes = 3;

    /// <summary>
    /// Scores rows one by one (seconds per row, 50th and 99th percentile by nearest rank) and many at once (rows a second,
    /// the median of three passes over at most 100,000 rows). What is measured is what a caller waits for: filling the tensors,
    /// ONNX Runtime, and taking the scores out; not the making of the row itself.
    /// </summary>
    public static IReadOnlyList<MetricResult> Measure(
        OnnxScorer scorer, Table reference, ModelSchema schema, CancellationToken cancellation)
    {
        if (reference.Rows == 0)
        {
            return [];
        }

        var seconds = new double[SingleRows];
        for (var i = -WarmUps; i < SingleRows; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = reference.Take([(i + WarmUps) % reference.Rows]);
            var elapsed = SecondsToScore(scorer, row, schema);
            if (i >= 0)
            {
                seconds[i] = elapsed;
            }
        }

        var many = reference.Take([.. Enumerable.Range(0, Math.Min(reference.Rows, MostRowsAtOnce))]);
        var passes = new double[Passes];
        for (var i = 0; i < Passes; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            passes[i] = SecondsToScore(scorer, many, schema);
        }

        Array.Sort(seconds);
        Array.Sort(passes);
        return
        [
            new() { Name = "Latency.P50", Value = seconds[(SingleRows / 2) - 1], Rows = SingleRows },
            new() { Name = "Latency.P99", Value = seconds[(SingleRows * 99 / 100) - 1], Rows = SingleRows },
            new() { Name = "Throughput", Value = many.Rows / passes[Passes / 2], Rows = many.Rows },
        ];
    }

    private static double SecondsToScore(OnnxScorer scorer, Table rows, ModelSchema schema)
    {
        var start = Stopwatch.GetTimestamp();
        scorer.Score(rows, schema);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
