using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

public class IntervalTests
{
    // statsmodels 0.13.5: proportion_confint(successes, trials, method="wilson").
    [Theory]
    [InlineData(6, 10, 0.31267376973365824, 0.8318196702937638)]
    [InlineData(0, 10, 0.0, 0.27753279986288926)]
    [InlineData(10, 10, 0.7224672001371106, 1.0)]
    [InlineData(1, 3, 0.06149194472039626, 0.7923403991979523)]
    [InlineData(1187, 1409, 0.8224902449657276, 0.8605304817940111)]
    public void A_share_has_Wilsons_interval(int successes, int trials, double low, double high)
    {
        var interval = Interval.Wilson(successes, trials, trials);

        Assert.Equal(low, interval.Low, 13);
        Assert.Equal(high, interval.High, 13);
    }

    [Fact]
    public void No_trial_has_no_share() => Assert.True(double.IsNaN(Interval.Wilson(0, 0, 0).Value));
}
