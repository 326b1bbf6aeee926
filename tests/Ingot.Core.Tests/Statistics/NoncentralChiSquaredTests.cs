using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>Expected values by SciPy 1.10.1: scipy.stats.ncx2.cdf, and scipy.optimize.brentq of it.</summary>
public class NoncentralChiSquaredTests
{
    [Theory]
    [InlineData(10, 4, 3, 0.7837631816817809, 1e-12)]
    [InlineData(5, 9, 20, 0.00023000071677575312, 1e-12)]
    [InlineData(1000, 9, 950, 0.7493880396899115, 1e-11)]
    [InlineData(0.5, 1, 0.01, 0.5183074921093581, 1e-12)]
    [InlineData(60000, 9, 59500, 0.8428864223751994, 1e-5)]
    [InlineData(20300, 3, 20000, 0.8530644740963276, 1e-5)]
    public void The_distribution_function_is_SciPys(double x, double degreesOfFreedom, double noncentrality, double expected, double tolerance) =>
        Assert.InRange(NoncentralChiSquared.Cdf(degreesOfFreedom, noncentrality, x), expected - tolerance, expected + tolerance);

    [Theory]
    [InlineData(0.975, 47.799623541557175)]
    [InlineData(0.5, 79.13278996714564)]
    [InlineData(0.025, 118.1970246186026)]
    public void The_noncentrality_is_the_one_of_which_the_statistic_is_that_quantile(double probability, double expected) =>
        Assert.Equal(expected, NoncentralChiSquared.Noncentrality(4, 82.13903743315508, probability), 8);

    [Fact]
    public void A_statistic_that_is_less_than_chance_has_none() => Assert.Equal(0, NoncentralChiSquared.Noncentrality(9, 4, 0.5));
}
