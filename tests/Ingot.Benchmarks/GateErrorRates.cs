using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks;

/// <summary>How often the test of one metric decides wrongly, and how often it finds what it says it finds.</summary>
/// <param name="metric">The metric.</param>
/// <param name="baseline">The baseline's true value.</param>
/// <param name="candidate">The candidate's true value.</param>
internal sealed class GateErrorRates(MetricDefinition metric, double baseline, double candidate)
{
    public const double Alpha = 0.05;

    private const double Power = 0.8;

    private readonly List<PairedStatistic> _samples = [];

    /// <summary>Name of the metric.</summary>
    public string Name => metric.Name;

    private double Regression => metric.HigherIsBetter ? baseline - candidate : candidate - baseline;

    /// <summary>Takes one replication.</summary>
    public void Add(PairedStatistic statistic) => _samples.Add(statistic);

    /// <summary>At the edge of the null: the margin is the true regression, absolute or relative.</summary>
    public (string Method, double Margin, double FalseAlarms, double FalsePasses, double Power) Measure(bool relative)
    {
        var margin = relative ? Regression / Math.Abs(baseline) : Regression;
        var tests = Test(margin, relative);
        var error = tests.Average(t => t.StandardError);

        // The true regression is the one that messages name for a margin that is so much less.
        var distance = (Normal(1 - Alpha) + Normal(Power)) * error;

        // Where the sign of the baseline is open there is no test of a margin below 0.
        var named = margin - distance;
        var power = relative && metric.CanBeNegative && named < 0 ? double.NaN : Share(Test(named, relative), t => t.PValue);
        return (
            string.Join(", ", tests.Select(t => t.Method).Distinct().Order(StringComparer.Ordinal)),
            margin,
            Share(tests, t => t.PValue),
            Share(tests, t => t.NonInferiorityPValue),
            power);
    }

    private List<RegressionTest> Test(double margin, bool relative) =>
        [.. _samples.Select(s => s.Test(new RegressionMargin(margin, relative, metric.HigherIsBetter, metric.CanBeNegative), Alpha))];

    private static double Share(List<RegressionTest> tests, Func<RegressionTest, double> p) =>
        (double)tests.Count(t => p(t) <= Alpha) / tests.Count;

    private static double Normal(double p) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p);
}
