using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

public class PairedSharesTests
{
    // scipy 1.10.1: binom.cdf(fewer, discordant, 0.5); statsmodels 0.13.5 mcnemar(exact=True) gives twice the first ones.
    [Theory]
    [InlineData(12, 3, 0.017578125, 0.996307373046875)]
    [InlineData(0, 5, 1, 0.03125)]
    [InlineData(7, 7, 0.604736328125, 0.604736328125)]
    [InlineData(1, 0, 0.5, 1)]
    [InlineData(0, 0, 1, 1)]
    public void Few_rows_that_differ_are_tested_exactly(int baselineOnly, int candidateOnly, double over, double under)
    {
        var test = Test(new PairedShares(100, baselineOnly, candidateOnly, 20), 0);

        Assert.Equal("exact McNemar test", test.Method);
        Assert.Equal(over, test.PValue, 12);
        Assert.Equal(under, test.NonInferiorityPValue, 12);
    }

    // A. Agresti, "Categorical Data Analysis", 2nd edition, 2002, section 10.1: approval ratings, z^2 = 17.36.
    // statsmodels 0.13.5: mcnemar([[794, 150], [86, 570]], exact=False, correction=False), p-value / 2.
    [Fact]
    public void Many_rows_that_differ_are_tested_by_McNemar()
    {
        var test = Test(new PairedShares(794, 150, 86, 570), 0);

        Assert.Equal("McNemar test", test.Method);
        Assert.Equal(1.5496467205226074e-05, test.PValue, 15);
        Assert.Equal(1 - 1.5496467205226074e-05, test.NonInferiorityPValue, 12);
        Assert.Equal(0.04, test.Regression, 14);
    }

    // z by maximizing the likelihood of the trinomial numerically under the supposed difference (scipy 1.10.1, minimize_scalar
    // and brentq on its derivative), then (b - c - n d) / sqrt(n (p12 + p21 - d^2)); p as norm.sf(z).
    [Theory]
    [InlineData(43, 1, 0, 0, 0.1, -1.7085642859406294)]
    [InlineData(100, 20, 12, 68, 0.02, 0.7127855797844654)]
    [InlineData(900, 60, 30, 10, 0.01, 2.1341555226311573)]
    [InlineData(900, 60, 30, 10, 0.05, -2.0327439759666106)]
    [InlineData(20, 12, 9, 9, 0.1, -0.43877694760611846)]
    public void An_absolute_margin_is_tested_by_Tango(int both, int baselineOnly, int candidateOnly, int neither, double margin, double z)
    {
        var test = Test(new PairedShares(both, baselineOnly, candidateOnly, neither), margin);

        Assert.Equal("Tango score test", test.Method);
        Assert.Equal(z, -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, test.PValue), 7);
        Assert.Equal(1, test.PValue + test.NonInferiorityPValue, 12);
    }

    // The same z solved for the difference with brentq.
    [Theory]
    [InlineData(100, 20, 12, 68, -0.016186465229481195, 0.09825798636338723)]
    [InlineData(20, 12, 9, 9, -0.12248521378965734, 0.23896137547268007)]
    [InlineData(5, 5, 1, 3, -0.06657704970069346, 0.5734530680267269)]
    public void The_interval_is_Tangos(int both, int baselineOnly, int candidateOnly, int neither, double low, double high)
    {
        var test = Test(new PairedShares(both, baselineOnly, candidateOnly, neither), 0.02);

        Assert.Equal(low, test.Low, 7);
        Assert.Equal(high, test.High, 7);
    }

    // z by maximizing the multinomial likelihood numerically under the supposed ratio (scipy 1.10.1, Nelder-Mead from four starts).
    [Theory]
    [InlineData(43, 8, 3, 46, 0.05, 0.7770810464916448)]
    [InlineData(800, 60, 40, 100, 0.02, 0.2834948143873053)]
    [InlineData(30, 10, 5, 15, 0.1, 0.27425185349514564)]
    [InlineData(800, 90, 40, 70, 0.02, 2.900041023099188)]
    public void A_relative_margin_is_tested_by_the_ratio(int both, int baselineOnly, int candidateOnly, int neither, double margin, double z)
    {
        var test = Test(new PairedShares(both, baselineOnly, candidateOnly, neither), margin, relative: true);

        Assert.Equal("Tang-Tang-Chan score test", test.Method);
        Assert.Equal(z, -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, test.PValue), 5);
        Assert.Equal((double)(baselineOnly - candidateOnly) / (both + baselineOnly), test.Regression, 14);
    }

    [Fact]
    public void The_relative_interval_is_the_test_turned_round()
    {
        var shares = new PairedShares(800, 90, 40, 70);
        var bound = Test(shares, 0.02, relative: true);

        Assert.Equal(0.025, Test(shares, bound.Low, relative: true).PValue, 9);
        Assert.Equal(0.025, Test(shares, bound.High, relative: true).NonInferiorityPValue, 9);
        Assert.Equal(0.05, Test(shares, bound.Upper, relative: true).NonInferiorityPValue, 9);
    }

    [Fact]
    public void Counts_leave_out_what_does_not_count() => Assert.Equal(
        new PairedShares(1, 1, 1, 0),
        PairedShares.Count([true, true, false, false], [true, false, true, false], [true, true, true, false]));

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 9, 0, 0)]
    [InlineData(0, 0, 7, 3)]
    [InlineData(50, 0, 0, 50)]
    public void Empty_cells_give_numbers(int both, int baselineOnly, int candidateOnly, int neither)
    {
        foreach (var margin in (double[])[0, 0.01, 0.5, 0.999, 1, 3])
        {
            foreach (var relative in (bool[])[false, true])
            {
                var test = Test(new PairedShares(both, baselineOnly, candidateOnly, neither), margin, relative);

                Assert.InRange(test.PValue, 0, 1);
                Assert.InRange(test.NonInferiorityPValue, 0, 1);
                Assert.True(test.Low <= test.Regression + 1e-9 && test.Regression <= test.High + 1e-9, $"{margin} {relative} {test}");
            }
        }
    }

    /// <summary>
    /// Agresti's approval ratings: 0.04 with an error of 0.0095. Of a ratio the error is ratio * root((b + c) / ((a + b) (a + c))), from the
    /// variance of its logarithm (J. Nam, W. C. Blackwelder, Statistics in Medicine 21, 2002).
    /// </summary>
    [Theory]
    [InlineData(794, 150, 86, 570)]
    [InlineData(43, 8, 3, 46)]
    [InlineData(20, 12, 9, 9)]
    [InlineData(0, 12, 9, 0)]
    public void The_errors_are_the_known_ones(int both, int baselineOnly, int candidateOnly, int neither)
    {
        var shares = new PairedShares(both, baselineOnly, candidateOnly, neither);
        double n = shares.Rows, baseline = both + baselineOnly, candidate = both + candidateOnly;

        // The variance of a row's difference, which is 1, -1 or 0.
        var mean = (baselineOnly - candidateOnly) / n;
        var variance = ((baselineOnly * (1 - mean) * (1 - mean)) + (candidateOnly * (1 + mean) * (1 + mean)) + ((both + neither) * mean * mean)) / n;
        Assert.Equal(Math.Sqrt(variance / n), Test(shares, 0.02).StandardError, 14);
        Assert.Equal(candidate / baseline * Math.Sqrt((baselineOnly + candidateOnly) / (baseline * candidate)), Test(shares, 0.02, relative: true).StandardError, 14);
        if (both == 794)
        {
            Assert.Equal(0.0095, Test(shares, 0).StandardError, 4);
        }
    }

    [Theory]
    [InlineData(12, 12, "exact McNemar test")]
    [InlineData(12, 13, "McNemar test")]
    [InlineData(25, 0, "McNemar test")]
    public void Fewer_than_25_rows_that_differ_are_tested_exactly(int baselineOnly, int candidateOnly, string method) =>
        Assert.Equal(method, Test(new PairedShares(100, baselineOnly, candidateOnly, 20), 0).Method);

    /// <summary>Of nothing there is no share to lose: then any regression is one too many, and it is told as a difference.</summary>
    [Fact]
    public void A_baseline_without_right_answers_has_no_share_to_lose()
    {
        var test = Test(new PairedShares(0, 0, 7, 3), 0.05, relative: true);

        Assert.Equal((-0.7, "exact McNemar test", 1), (test.Regression, test.Method, test.PValue));
        Assert.Equal(1 / 128.0, test.NonInferiorityPValue, 12);
        Assert.Equal(Test(new PairedShares(0, 0, 7, 3), 0), test);
    }

    [Fact]
    public void Nothing_falls_by_more_than_all_of_itself()
    {
        foreach (var relative in (bool[])[false, true])
        {
            var test = Test(new PairedShares(0, 10, 0, 0), 1, relative);
            Assert.Equal((1, 0), (test.PValue, test.NonInferiorityPValue));
            Assert.InRange(Test(new PairedShares(0, 10, 0, 0), 0.999, relative).PValue, 0, 0.5);
        }
    }

    /// <summary>A share can be any multiple of a small one: the interval is looked for as far as it goes.</summary>
    [Fact]
    public void A_candidate_may_be_many_times_as_good()
    {
        var shares = new PairedShares(1, 1, 900, 98);
        var test = Test(shares, 0.05, relative: true);

        Assert.Equal(-449.5, test.Regression, 12);
        Assert.True(test.Low < -1000 && test.Low > -10_000, $"{test.Low}");
        Assert.Equal(0.025, Test(shares, test.High, relative: true).NonInferiorityPValue, 9);
    }

    [Fact]
    public void A_share_of_wrong_answers_is_none() => Assert.Contains(
        "A share of right answers",
        Assert.Throws<ArgumentException>(() => new PairedShares(1, 2, 3, 4).Test(new RegressionMargin(0, false, HigherIsBetter: false), 0.05)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void No_rows_have_no_share() => Assert.True(double.IsNaN(new PairedShares(0, 0, 0, 0).Baseline));

    private static RegressionTest Test(PairedShares shares, double margin, bool relative = false) =>
        shares.Test(new RegressionMargin(margin, relative, HigherIsBetter: true), 0.05);

    // The most likely shares under each regression by scipy's minimize_scalar of the likelihood, the regression by brentq: where the
    // expected excess is z of 95 % errors under the margin and z of 80 % errors under that regression.
    [Theory]
    [InlineData(28, 16, 7, 9, 0, false, 0.19945626615492776)]
    [InlineData(28, 16, 7, 9, 0.05, false, 0.2506627669845676)]
    [InlineData(28, 16, 7, 9, 0.05, true, 0.30909492115695286)]
    [InlineData(700, 60, 40, 200, 0, false, 0.024976447479291834)]
    [InlineData(700, 60, 40, 200, 0.05, false, 0.07728446537811415)]
    [InlineData(700, 60, 40, 200, 0.05, true, 0.08384389613990584)]
    public void The_regression_that_is_found_with_80_percent(long both, long before, long now, long neither, double margin, bool relative, double expected) =>
        Assert.Equal(
            expected,
            new PairedShares(both, before, now, neither).Test(new RegressionMargin(margin, relative, true), 0.05).Detectable,
            7);
}
