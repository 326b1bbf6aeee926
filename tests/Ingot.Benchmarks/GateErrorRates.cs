using Ingot.Core.Metrics;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks;

/// <summary>How often the test of one metric decides wrongly at the edge of its hypothesis, where it errs most.</summary>
/// <param name="truth">The metric's true values.</param>
internal sealed class GateErrorRates(TrueMetrics truth)
{
    public const double Alpha = 0.05;

    private readonly List<PairedStatistic> _samples = [];

    /// <summary>Name of the metric.</summary>
    public string Name => truth.Metric.Name;

    /// <summary>Takes one replication.</summary>
    public void Add(PairedStatistic statistic) => _samples.Add(statistic);

    /// <summary>At the edge of the null: the margin is the true regression, absolute or relative.</summary>
    public (string Method, double Margin, double FalseAlarms, double FalsePasses) Measure(bool relative)
    {
        var margin = truth.Margin(relative);
        var tests = _samples.ConvertAll(s => Test(s, truth.Metric, margin, relative));
        return (
            string.Join(", ", tests.Select(t => t.Method).Distinct().Order(StringComparer.Ordinal)),
            margin,
            Share(tests, t => t.PValue),
            Share(tests, t => t.NonInferiorityPValue));
    }

    /// <summary>Tests as a gate would.</summary>
    public static RegressionTest Test(PairedStatistic statistic, MetricDefinition metric, double margin, bool relative) =>
        statistic.Test(new RegressionMargin(margin, relative, metric.HigherIsBetter, metric.CanBeNegative), Alpha);

    private static double Share(List<RegressionTest> tests, Func<RegressionTest, double> p) =>
        (double)tests.Count(t => p(t) <= Alpha) / tests.Count;
}
