using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace Ingot.Core.Estimation;

/// <summary>The performance of a model on a chunk: estimated for all rows, and realised on those whose labels have come, side by side.</summary>
public sealed record ChunkPerformance
{
    /// <summary>Number of rows of the chunk.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of rows that have a finite score and a usable weight.</summary>
    public required long Scored { get; init; }

    /// <summary>Number of those whose label has come, and is one that the model could have predicted.</summary>
    public required long Labelled { get; init; }

    /// <summary>Labelled rows as a share of those that have a score; NaN without any.</summary>
    public double LabelledShare => Scored > 0 ? (double)Labelled / Scored : double.NaN;

    /// <summary>Every metric of the task.</summary>
    public required IReadOnlyList<MetricPerformance> Metrics { get; init; }

    /// <summary>Measures a chunk.</summary>
    /// <param name="chunk">Its rows; a label that has not come is -1, or NaN for numbers; the labels may be missing altogether.</param>
    /// <param name="estimate">
    /// Estimates the metrics of the given rows of the chunk: <see cref="ConfidenceEstimator.Estimate"/> or <see cref="LossEstimator.Estimate"/>. It is asked for all rows and for the labelled ones.
    /// </param>
    /// <param name="ranges">What is usual, by <see cref="UsualRanges"/> or said by someone.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (two classes).</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="rules">How many rows it takes; null for the defaults.</param>
    /// <param name="rows">Rows of the chunk; null for all.</param>
    public static ChunkPerformance Of(
        PredictionSet chunk,
        Func<int[], IReadOnlyList<EstimatedMetric>> estimate,
        IReadOnlyList<UsualRange> ranges,
        double threshold,
        int seed,
        PerformanceRules? rules = null,
        int[]? rows = null)
    {
        rules ??= PerformanceRules.Default;
        rows ??= [.. Enumerable.Range(0, chunk.Rows)];
        var scored = Array.FindAll(rows, r => chunk.HasScore(r) && chunk.HasWeight(r) && chunk.Weights?[r] is null or > 0);
        var labelled = RealisedMetrics.Labelled(chunk, rows);
        var realised = RealisedMetrics.Of(chunk, labelled, threshold, seed).ToDictionary(m => m.Name, StringComparer.Ordinal);
        var counts = RealisedMetrics.Count(chunk, labelled, threshold);
        var estimated = estimate(rows).ToDictionary(m => m.Name, StringComparer.Ordinal);
        var ofLabelled = labelled.Length == 0 ? [] : estimate(labelled).ToDictionary(m => m.Name, StringComparer.Ordinal);
        var rangeOf = ranges.ToDictionary(r => r.Metric, StringComparer.Ordinal);
        var scoredRows = Support.Count(Array.ConvertAll(scored, r => chunk.Weights?[r] ?? 1), _ => 1);
        return new ChunkPerformance
        {
            Rows = rows.Length,
            Scored = scored.Length,
            Labelled = labelled.Length,
            Metrics = [.. Names(chunk).Select(Measure)],
        };

        MetricPerformance Measure(string name)
        {
            var definition = MetricCatalog.Find(name, chunk.Task)!;
            var range = rangeOf.GetValueOrDefault(name);
            var (all, part, real) = (estimated.GetValueOrDefault(name), ofLabelled.GetValueOrDefault(name), realised.GetValueOrDefault(name));
            var realisedVerdict = real is null
                ? new PerformanceVerdict(PerformanceOutcome.NotYet, NotYetReason.NoRows)
                : PerformanceVerdict.Of(definition, new Interval(real.Value, real.StandardError, real.Low, real.High), counts.All, counts.Of(name), range, rules);
            return new MetricPerformance
            {
                Name = name,
                Range = range,
                Estimated = all,
                EstimatedVerdict = all is null
                    ? new PerformanceVerdict(PerformanceOutcome.NotYet, scored.Length == 0 ? NotYetReason.NoRows : NotYetReason.Undefined)
                    : PerformanceVerdict.Of(definition, new Interval(all.Value, all.StandardError, all.Low, all.High), scoredRows, all.Support, range, rules),
                Realised = real,
                RealisedVerdict = realisedVerdict,
                EstimatedOfLabelled = part,
                PValue = counts.All >= rules.MinRows && counts.Of(name) >= rules.MinSupport ? Compare(part, real) : double.NaN,
            };
        }
    }

    private static IEnumerable<string> Names(PredictionSet chunk) => MetricCatalog.Names(chunk.Task)
        .Where(name => MetricCatalog.Find(name, chunk.Task)?.Scope == MetricScope.Rows && !MetricCatalog.IsOfBuild(name))
        .SelectMany(name => name == MetricCatalog.RecallOfClass ? chunk.Classes.Select(MetricCatalog.RecallOf) : [name]);

    private static double Compare(EstimatedMetric? estimated, MetricResult? realised)
    {
        if (estimated is null || realised is null || !(estimated.StandardError > 0))
        {
            return double.NaN;
        }

        return 2 * Normal.CDF(0, 1, -Math.Abs(realised.Value - estimated.Value) / estimated.StandardError);
    }
}
