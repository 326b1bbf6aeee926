using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

public class PoissonDrawTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(9.5)]
    [InlineData(10)]
    [InlineData(37)]
    [InlineData(5000)]
    public void Mean_variance_and_skewness_are_those_of_the_distribution(double mean)
    {
        const int draws = 200_000;
        var random = new SplitMix64(1);
        double sum = 0, squares = 0, cubes = 0;
        for (var i = 0; i < draws; i++)
        {
            var d = PoissonDraw.Next(random, mean) - mean;
            (sum, squares, cubes) = (sum + d, squares + (d * d), cubes + (d * d * d));
        }

        // Five standard errors, from the distribution's own moments: the fourth is mean + 3 mean^2, the sixth mean + 25 mean^2 + 15 mean^3.
        var variance = mean + (2 * mean * mean);
        var sixth = mean + (25 * mean * mean) + (15 * mean * mean * mean);
        Assert.InRange(sum / draws, -5 * Math.Sqrt(mean / draws), 5 * Math.Sqrt(mean / draws));
        Assert.InRange((squares / draws) - mean, -5 * Math.Sqrt(variance / draws), 5 * Math.Sqrt(variance / draws));
        Assert.InRange((cubes / draws) - mean, -5 * Math.Sqrt(sixth / draws), 5 * Math.Sqrt(sixth / draws));
    }

    [Fact]
    public void Nothing_is_drawn_of_nothing() => Assert.Equal(0, PoissonDraw.Next(new SplitMix64(1), 0));
}
