using Ingot.Core.Metrics;
using Ingot.Core.Predictions;

namespace Ingot.Core.Estimation;

/// <summary>
/// The ranges in which metrics are as usual: the mean over the reference's chunks plus and minus three standard deviations between
/// them, inside of what the metric can be (W. A. Shewhart, "Economic control of quality of manufactured product", 1931).
/// </summary>
public static class UsualRanges
{
    /// <summary>Standard deviations from the mean to either end.</summary>
    public const double Deviations = 3;

    /// <summary>Chunks on which a metric must be defined to tell its variation.</summary>
    public const int FewestChunks = 5;

    /// <summary>The range of every metric of the task that the reference defines, realised and not estimated.</summary>
    /// <param name="reference">Labelled rows.</param>
    /// <param name="chunks">The rows of each chunk, cut as those that will be compared with.</param>
    /// <param name="rowsOfChunk">How many rows a chunk has, for metrics that fewer than <see cref="FewestChunks"/> chunks define.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (two classes).</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static IReadOnlyList<UsualRange> Of(
        PredictionSet reference, IReadOnlyList<int[]> chunks, double rowsOfChunk, double threshold, int seed)
    {
        var usable = RealisedMetrics.Labelled(reference, [.. Enumerable.Range(0, reference.Rows)]).ToHashSet();
        var all = MetricEvaluator.Evaluate(reference, threshold, seed, null, [.. usable.Order()]);
        var byChunk = chunks
            .Select(rows => Array.FindAll(rows, usable.Contains)).Where(rows => rows.Length > 0)
            .Select(rows => MetricEvaluator.Evaluate(reference, threshold, seed, null, rows).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal))
            .ToList();
        return
        [
            .. all.Where(m => double.IsFinite(m.Value)).Select(m =>
            {
                var values = byChunk.Select(c => c[m.Name]).Where(double.IsFinite).ToArray();
                return values.Length >= FewestChunks
                    ? Make(m.Name, values.Average(), Deviation(values), RangeSource.ReferenceChunks, values.Length)
                    : Make(m.Name, m.Value, m.StandardError * Math.Sqrt(m.Rows / rowsOfChunk), RangeSource.ReferenceError, 0);
            }),
        ];
    }

    private static UsualRange Make(string metric, double mean, double deviation, RangeSource source, int chunks)
    {
        var (least, greatest) = MetricRange.Of(metric);
        return new UsualRange(
            metric, Math.Max(least, mean - (Deviations * deviation)), Math.Min(greatest, mean + (Deviations * deviation)), source, mean, deviation, chunks);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
