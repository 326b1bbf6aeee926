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

    /// <summary>Weights that are no numbers of rows: 20^2 / 48 trials, by Wilson's formula in Python.</summary>
    [Fact]
    public void Uneven_weights_are_fewer_trials()
    {
        var interval = Interval.Wilson(12, 20, 400 / 48.0);

        Assert.Equal(0.6, interval.Value, 14);
        Assert.Equal(0.1697056274847714, interval.StandardError, 14);
        Assert.Equal(0.2914605927858679, interval.Low, 12);
        Assert.Equal(0.8454342835767917, interval.High, 12);
    }

    /// <summary>scipy 1.10.1: stats.sem; the weighted one by the slopes of the mean (<see cref="InfluenceTests"/>).</summary>
    [Fact]
    public void A_mean_has_the_error_of_the_mean()
    {
        var values = Enumerable.Range(0, 12).Select(i => i * 37 % 64 / 64.0).ToArray();
        var weights = Enumerable.Range(0, 12).Select(i => 1 + (i % 4 / 4.0)).ToArray();
        var plain = Interval.Mean(values, Array.ConvertAll(values, _ => 1.0));

        Assert.Equal(0.4296875, plain.Value, 14);
        Assert.Equal(0.08557084316407434, plain.StandardError, 14);
        Assert.Equal(0.4296875 + (1.959963984540054 * 0.08557084316407434), plain.High, 14);
        Assert.Equal(InfluenceValues.Mean(values, weights).ToInterval().StandardError, Interval.Mean(values, weights).StandardError, 14);
        Assert.Equal(InfluenceValues.Mean(values, weights).Value, Interval.Mean(values, weights).Value, 14);
        Assert.Equal((7, double.NaN), (Interval.Mean([7], [2]).Value, Interval.Mean([7], [2]).StandardError));
    }

    /// <summary>scipy 1.10.1: stats.sem, t.interval(0.95, 4).</summary>
    [Fact]
    public void Repeats_have_Students_interval()
    {
        var interval = Interval.OfRepeats([0.81, 0.79, 0.84, 0.80, 0.86]);

        Assert.Equal(0.82, interval.Value, 14);
        Assert.Equal(0.013038404810405283, interval.StandardError, 14);
        Assert.Equal(0.7837995847845629, interval.Low, 8);
        Assert.Equal(0.8562004152154372, interval.High, 8);
        Assert.Equal(new Interval(3, double.NaN, double.NaN, double.NaN), Interval.OfRepeats([3]));
        Assert.Equal(new Interval(3, 0, 3, 3), Interval.OfRepeats([3, 3]));
    }

    [Fact]
    public void An_interval_is_cut_where_nothing_can_be()
    {
        var interval = new Interval(0.5, 0.3, -0.1, 1.1);

        Assert.Equal(interval with { Low = 0, High = 1 }, interval.Within(0, 1));
        Assert.Equal(interval with { High = 1 }, interval.Within(-1, 1));
        Assert.Equal(interval, interval.Within(-1, 2));
    }

    [Fact]
    public void The_mean_of_folds_has_the_error_that_SciPy_gives_with_the_correction_for_shared_rows()
    {
        // np.sqrt((1/5 + 0.25) * v.var(ddof=1)), and stats.t.ppf(0.975, 4) of it to both sides.
        var interval = Interval.OfFolds([0.81, 0.84, 0.79, 0.86, 0.83], 0.25);
        Assert.Equal(0.826, interval.Value, 1e-12);
        Assert.Equal(0.018124568960391836, interval.StandardError, 1e-12);
        Assert.Equal(0.7756781292261001, interval.Low, 1e-11);
        Assert.Equal(0.8763218707738998, interval.High, 1e-11);
        Assert.Equal(0.8, Interval.OfFolds([0.8], 0.25).Value);
        Assert.True(double.IsNaN(Interval.OfFolds([0.8], 0.25).Low) && double.IsNaN(Interval.OfFolds([], 0.25).Value));
    }
}
