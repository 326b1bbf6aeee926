using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tests.Gates;

namespace Ingot.Core.Tests.Metrics;

public class MetricRangeTests
{
    private const double Rounding = 1e-12;

    /// <summary>Of good models, and of some whose every answer is wrong.</summary>
    [Fact]
    public void What_is_measured_is_in_the_range_of_its_metric()
    {
        var (binary, classes, numbers) = (PairedSamples.Binary(60), PairedSamples.Classes(60), PairedSamples.Numbers(60));
        PredictionSet[] all =
        [
            binary.Baseline, binary.Candidate with { Scores = [.. binary.Candidate.LabelCodes.Select(c => 1f - c)] },
            classes.Baseline, numbers.Baseline, numbers.Candidate with { Scores = [.. numbers.Candidate.Scores.Select(s => -100 * s)] },
        ];

        Assert.All(all.SelectMany(p => Measured.Of(p).Select(m => (Metric: m, MetricCatalog.Find(m.Name, p.Task)!.Range))), m =>
            Assert.All((double[])[m.Metric.Value, m.Metric.Low, m.Metric.High], v => Assert.True(double.IsNaN(v) || (v >= m.Range.Least - Rounding && v <= m.Range.Greatest + Rounding), m.Metric.Name)));
    }

    [Fact]
    public void Every_metric_has_a_direction_in_its_range() => Assert.All(
        Enum.GetValues<ModelTask>().SelectMany(t => MetricCatalog.Names(t).Select(n => MetricCatalog.Find(n, t)).OfType<MetricDefinition>()),
        m => Assert.True(m.HigherIsBetter || m.Range.Least == 0, m.Name));
}
