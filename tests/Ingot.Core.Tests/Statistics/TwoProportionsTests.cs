using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>Expected values by statsmodels 0.13.5 and SciPy 1.10.1, as each test says.</summary>
public class TwoProportionsTests
{
    [Fact]
    public void Of_many_rows_it_is_the_z_test() => // proportions_ztest([300, 180], [1000, 500])
        Assert.Equal(0.01885724376849538, TwoProportions.PValue(300, 1000, 180, 500), 12);

    [Theory] // 2 * hypergeom.sf(2, 10100, 3, 100); 2 * hypergeom.sf(6, 2000, 8, 1000)
    [InlineData(0, 10_000, 3, 100, 1.8838926581800376e-06)]
    [InlineData(3, 100, 0, 10_000, 1.8838926581800376e-06)]
    [InlineData(10_000, 10_000, 97, 100, 1.8838926581800376e-06)]
    [InlineData(1, 1000, 7, 1000, 0.06976576363927237)]
    public void Of_few_it_is_Fishers(long first, long firstRows, long second, long secondRows, double expected) =>
        Assert.InRange(TwoProportions.PValue(first, firstRows, second, secondRows) / expected, 1 - 1e-7, 1 + 1e-7);

    [Fact]
    public void Without_a_difference_or_without_the_property_nothing_is_significant()
    {
        Assert.Equal(1, TwoProportions.PValue(0, 100, 0, 50));
        Assert.Equal(1, TwoProportions.PValue(50, 100, 25, 50), 12);
        Assert.Equal(double.NaN, TwoProportions.PValue(0, 0, 1, 50));
    }

    [Fact]
    public void The_interval_is_Newcombes() // his Table II (a), 56/70 - 48/80: 0.0524 to 0.3339; confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
    {
        var (low, high) = TwoProportions.Newcombe(48, 80, 56, 70, Interval.Z);
        Assert.Equal(0.05243147240236498, low, 12);
        Assert.Equal(0.33387265403690614, high, 12);
    }
}
