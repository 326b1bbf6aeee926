using System.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;

namespace Ingot.Pipeline;

/// <summary>Latency and throughput of a model on this machine, measured only when a gate asks.</summary>
internal static class Performance
{
    private const string LatencyPrefix = "Latency.";
    private const string ThroughputName = "Throughput";
    private const int WarmUps = 20;
    private const int SingleRows = 500;

    public static bool IsAskedFor(IEnumerable<GateSpec> gates) => gates.Any(g =>
        g.Metric.StartsWith(LatencyPrefix, StringComparison.Ordinal) || g.Metric == ThroughputName);

    /// <summary>Scores rows one by one (seconds a row, 50th and 99th percentile by nearest rank) and all at once (rows a second).</summary>
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
            var start = Stopwatch.GetTimestamp();
            scorer.Score(row, schema);
            if (i >= 0)
            {
                seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        Array.Sort(seconds);
        var all = Stopwatch.GetTimestamp();
        scorer.Score(reference, schema);
        var throughput = reference.Rows / Stopwatch.GetElapsedTime(all).TotalSeconds;
        return
        [
            new() { Name = "Latency.P50", Value = seconds[(SingleRows / 2) - 1], Rows = SingleRows },
            new() { Name = "Latency.P99", Value = seconds[(SingleRows * 99 / 100) - 1], Rows = SingleRows },
            new() { Name = ThroughputName, Value = throughput, Rows = reference.Rows },
        ];
    }
}
