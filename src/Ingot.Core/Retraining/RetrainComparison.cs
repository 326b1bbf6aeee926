using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Statistics;

namespace Ingot.Core.Retraining;

/// <summary>One metric of the model in production and of the new one on the same rows.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Production">The value of the model in production.</param>
/// <param name="Candidate">The value of the new one.</param>
/// <param name="Improvement">How much better the new one is, in the metric's unit; below 0 when it is worse.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="PValue">One-sided p-value of "the new one is no better": small where it is proven to be.</param>
/// <param name="Method">The test on the same rows (<see cref="PairedMetrics"/>).</param>
public sealed record RetrainComparison(
    string Metric, int Rows, double Production, double Candidate, double Improvement, double Low, double High, double PValue, string Method)
{
    /// <summary>The level of the one-sided test.</summary>
    public const double Alpha = 0.05;

    /// <summary>Whether the new one is proven to be better.</summary>
    public bool IsBetter => PValue < Alpha;

    /// <summary>Compares a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="rows">What both said of the same rows; the one in production is the baseline.</param>
    /// <returns>Null where it is undefined on these rows.</returns>
    public static RetrainComparison? Of(MetricDefinition metric, PairedPredictions rows)
    {
        int[] all = [.. Enumerable.Range(0, rows.Candidate.Rows)];
        if (rows.Compare(metric.Name, all) is not { } statistic)
        {
            return null;
        }

        // Without a margin: "worse by at least nothing" is what must be rejected. The same scores are no better, whatever rounding says.
        var test = statistic.Test(new RegressionMargin(0, Relative: false, metric.HigherIsBetter, metric.CanBeNegative), Alpha);

        // 0 is 0, and not the negative of it.
        return new RetrainComparison(
            metric.Name, all.Length, statistic.Baseline, statistic.Candidate, 0 - test.Regression, 0 - test.High, 0 - test.Low,
            rows.AreIdentical(all) ? 1 : test.NonInferiorityPValue, test.Method);
    }
}
