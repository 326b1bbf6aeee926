using Ingot.Core.Metrics;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Trials;

public class TrialConstraintTests
{
    private static TrialConstraint Recall { get; } = new("Recall", IsLeast: true, 0.8, MetricUnit.None, "Recall>=0.8");

    private static TrialConstraint Size { get; } = new("Size", IsLeast: false, 500_000, MetricUnit.Bytes, "Size<=500KB");

    [Theory]
    [InlineData(0.8, 0)]
    [InlineData(0.9, 0)]
    [InlineData(0.6, 0.25)]
    [InlineData(0, 1)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    public void A_least_bound_is_broken_by_a_share_of_it(double value, double excess) => Assert.Equal(excess, Recall.Excess(value), 12);

    [Theory]
    [InlineData(0, 0.02, 0.02)]
    [InlineData(0, -1, 0)]
    [InlineData(-0.5, -0.4, 0.2)]
    [InlineData(-0.5, -0.6, 0)]
    public void A_greatest_bound_may_be_none_or_below_it(double bound, double value, double excess) =>
        Assert.Equal(excess, new TrialConstraint("MCC", IsLeast: false, bound, MetricUnit.None, string.Empty).Excess(value), 12);

    [Fact]
    public void All_together_are_broken_by_the_sum_and_what_is_not_known_makes_it_unknown()
    {
        double Violation(params (string Name, double Value)[] measures) => TrialConstraint.Violation([Recall, Size], measures.ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal));

        Assert.Equal(0, Violation(("Recall", 0.8), ("Size", 500_000)));
        Assert.Equal(0.45, Violation(("Recall", 0.6), ("Size", 600_000)), 12);
        Assert.Equal(double.NaN, Violation(("Recall", double.NaN), ("Size", 1)));
        Assert.Equal(double.NaN, Violation(("Size", 1)));
        Assert.Equal(0, TrialConstraint.Violation([], new Dictionary<string, double>()));
    }

    [Fact]
    public void Values_are_told_in_their_unit() =>
        Assert.Equal(["612,345 bytes", "0.78125", "1", "not defined"], [Size.Text(612_345), Recall.Text(0.78125), Recall.Text(1), Recall.Text(double.NaN)]);
}
