using Ingot.Core.Gates;
using Ingot.Releases.Channels;
using Ingot.Serving.Pages;

namespace Ingot.Serving.Tests;

/// <summary>The scale of the page's plots, and what one plot is of.</summary>
public sealed class ChartScaleTests
{
    [Fact]
    public void A_change_within_the_intervals_looks_like_one()
    {
        var scale = ChartScale.Of(new MetricHistory("AUC", [Point("AUC Min=0.8", 0.8467, 0.8251, 0.8683), Point("AUC Min=0.8", 0.8452, 0.8236, 0.8668)]));

        Assert.InRange(scale.At(0.8467) - scale.At(0.8452), 0, 0.04);
        Assert.InRange(scale.At(0.8236), 0, 0.5);
        Assert.InRange(scale.At(0.8683), 0.5, 1);
    }

    [Fact]
    public void A_small_change_without_intervals_looks_small() =>
        Assert.InRange(Height("AUC Min=0.8", 0.8467, 0.8452), 0, 0.02);

    [Theory]
    [InlineData("Size Max=5MB", 412_000, 413_000, "kB")]
    [InlineData("Size Max=5MB", 4_120_000, 4_130_000, "MB")]
    [InlineData("Latency.P99 Max=20ms", 0.0205, 0.0206, "ms")]
    [InlineData("Throughput Min=50000/s", 61_000, 61_200, "a second")]
    [InlineData("InvarianceTest plan", 0.2716, 0.2725, "%")]
    public void What_has_a_unit_says_it_and_begins_at_0(string gate, double first, double second, string unit)
    {
        var scale = ChartScale.Of(new MetricHistory("m", [Point(gate, first), Point(gate, second)]));

        Assert.Equal((unit, 0.0), (scale.Unit, scale.At(0)));
        Assert.InRange(scale.At(second) - scale.At(first), 0, 0.01);
        Assert.Equal(0, double.Parse(scale.Ticks[0].Key, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5)]
    [InlineData(-3, 2)]
    [InlineData(1e-9, 2e-9)]
    [InlineData(-1e300, 1e300)]
    [InlineData(1e12, 1.5e12)]
    public void Every_scale_holds_its_values_and_has_labels_that_differ(double first, double second)
    {
        var scale = ChartScale.Of(new MetricHistory("RMSE", [Point("RMSE Max=1", first), Point("RMSE Max=1", second)]));

        Assert.InRange(scale.At(first), 0, 1);
        Assert.InRange(scale.At(second), 0, 1);
        Assert.InRange(scale.Ticks.Count, 2, 6);
        Assert.All(scale.Ticks, t => Assert.InRange(t.Value, -1e-6, 1 + 1e-6));
    }

    [Fact]
    public void Gates_on_a_metric_are_one_history_with_the_worst_outcome_and_other_tests_have_their_own()
    {
        var release = new ChannelRelease("1.0.0", "h", "s", 1, "ada", DateTimeOffset.UnixEpoch, "r", [], new ChannelEvidence(null, null, null,
        [
            new ChannelGate("AUC Min=0.8", null, GateOutcome.Passed, 0.84, null, 0.82, 0.86),
            new ChannelGate("AUC MaxRegression=0.005", null, GateOutcome.Inconclusive, 0.84, 0.85, 0.82, 0.86),
            new ChannelGate("AUC Min=0.7", "plan=a", GateOutcome.Failed, 0.6, null),
            new ChannelGate("Recall[not sure] Min=0.5", null, GateOutcome.Passed, 0.6, null),
            new ChannelGate("InvarianceTest plan", null, GateOutcome.Passed, 0.01, null),
            new ChannelGate("InvarianceTest region", null, GateOutcome.Passed, 0.02, null),
            new ChannelGate("Latency.P99 Max=20ms", null, GateOutcome.Skipped, null, null),
        ]));

        var histories = MetricHistory.Of([release]);

        Assert.Equal(["AUC", "Recall[not sure]", "InvarianceTest plan", "InvarianceTest region"], histories.Select(h => h.Name));
        Assert.Equal(new MetricPoint("1.0.0", 0.84, 0.82, 0.86, GateOutcome.Inconclusive, "AUC Min=0.8"), Assert.Single(histories[0].Points));
    }

    private static double Height(string gate, double first, double second)
    {
        var scale = ChartScale.Of(new MetricHistory("m", [Point(gate, first), Point(gate, second)]));
        return scale.At(first) - scale.At(second);
    }

    private static MetricPoint Point(string gate, double value, double? low = null, double? high = null) => new("1.0.0", value, low, high, GateOutcome.Passed, gate);
}
