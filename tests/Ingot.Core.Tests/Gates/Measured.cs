using System.Collections.Concurrent;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;

namespace Ingot.Core.Tests.Gates;

/// <summary>Metrics of predictions, measured once: the bootstrap takes longer than all gates together.</summary>
internal static class Measured
{
    private static readonly ConcurrentDictionary<(PredictionSet Predictions, string? Slice, string Rows), IReadOnlyList<MetricResult>> Known = new();

    public static IReadOnlyList<MetricResult> Of(PredictionSet predictions, string? slice = null, int[]? rows = null) => Known.GetOrAdd(
        (predictions, slice, string.Join(',', rows ?? [])), key => MetricEvaluator.Evaluate(key.Predictions, 0.5, 1, key.Slice, rows));
}
