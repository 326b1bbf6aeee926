using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>
/// Tests of a regression from estimates with a covariance, and from means. Expected values by numpy 1.24.2 and scipy 1.10.1: what is tested is
/// linear in the estimates, so its error is the root of g' S g with S their covariance matrix; p-values and quantiles by norm or t. Those of
/// R2 by ttest_1samp of e' - e - m d, or with a share of e' - e - m s (d - e), s the sign of R2.
/// </summary>
public class RegressionTestTests
{
    [Theory]
    [InlineData(0.8, 0.75, -0.0002, false, true, 0.02, 0.05, double.PositiveInfinity, 0.05, 0.03, -0.008798919536201572, 0.10879891953620166, 0.0993456088085442, 0.15865525393145663, 0.8413447460685434, 0.09459424581573159)]
    [InlineData(0.4, 0.46, 0.0003, false, false, 0.02, 0.1, 20, 0.06, 0.03, -0.0025789034179750925, 0.12257890341797509, 0.09976022120955139, 0.09870557966151919, 0.9012944203384808, 0.08555915437576758)]
    [InlineData(0.8, 0.75, -0.0002, true, true, 0.02, 0.05, double.PositiveInfinity, 0.0625, 0.037008497757271906, -0.010035322726184237, 0.13503532272618435, 0.12337356176407417, 0.12749717536661548, 0.8725028246333846, 0.1128357947207625)]
    [InlineData(0.4, 0.46, 0.0003, true, false, 0.1, 0.1, 20, 0.15, 0.07154544010627092, 0.0007588271197716823, 0.29924117288022833, 0.24482208417200138, 0.2495456638910491, 0.7504543361089508, 0.25871695407936)]
    public void A_margin_in_its_unit_or_as_a_share(
        double baseline, double candidate, double covariance, bool relative, bool higher, double amount, double alpha, double degrees, double regression,
        double error, double low, double high, double upper, double over, double under, double detectable)
    {
        var test = PairedEstimate.Of(baseline, candidate, (0.0009, 0.0004, covariance), "x", degrees).Test(new RegressionMargin(amount, relative, higher), alpha);

        Agree(test, regression, error, low, high, upper, over, under, detectable);
        Assert.Equal("x", test.Method);
    }

    /// <summary>A baseline below 0, whose share is one of its amount.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_share_of_a_negative_baseline_is_one_of_its_amount(bool canBeNegative) => Agree(
        PairedEstimate.Of(-0.2, -0.3, (0.0025, 0.0016, 0.0006), "x").Test(new RegressionMargin(0.1, true, true, canBeNegative), 0.05),
        0.5, 0.23979157616563596, 0.030017146919260163, 0.9699828530807396, 0.8944220437684565, 0.05109209293670457, 0.9489079070632954, 0.7085517054433287, last: 12);

    /// <summary>The greater of both p-values counts where the true baseline may be on the other side of 0; non-inferiority is as it was.</summary>
    [Fact]
    public void A_baseline_near_0_is_tested_on_both_sides_of_it() => Agree(
        PairedEstimate.Of(0.03, -0.1, (0.0025, 0.01, -0.003), "x", 30).Test(new RegressionMargin(0.5, true, true, true), 0.05),
        4.333333333333334, 13.510398373013688, -23.258581137529568, 31.92524780419624, 27.264004159097915, 0.05772527464373225, 0.9923372962982753, 4.302848243540133, last: 9);

    /// <summary>Of 0 there is no share: then any regression is beyond the margin, and it is told in the metric's unit.</summary>
    [Fact]
    public void A_baseline_of_exactly_0_has_no_share()
    {
        var test = PairedEstimate.Of(0, -0.06, (0.0009, 0.0004, 0.0003), "x").Test(new RegressionMargin(0.5, true, true, true), 0.05);

        // norm.sf(2); 0 + (1.6448536 + 0.8416212) * 0.03.
        Agree(test, 0.06, 0.03, 0.06 - (1.959963984540054 * 0.03), 0.06 + (1.959963984540054 * 0.03), 0.06 + (1.6448536269514722 * 0.03), 0.022750131948179195, 0.9772498680518208, 0.0745942458157316);
    }

    [Fact]
    public void A_regression_of_exactly_the_margin_is_no_more_than_it()
    {
        // 0.3 - 0.2 is a little more than 0.1 in doubles.
        RegressionTest Sure(double candidate) => PairedEstimate.Of(0.3, candidate, (0, 0, 0), "x").Test(new RegressionMargin(0.1, false, true), 0.05);

        Assert.Equal((1, 0), (Sure(0.2).PValue, Sure(0.2).NonInferiorityPValue));
        Assert.Equal((0, 1), (Sure(0.1999).PValue, Sure(0.1999).NonInferiorityPValue));
        Assert.Equal((1, 0), (Sure(0.2001).PValue, Sure(0.2001).NonInferiorityPValue));
    }

    [Fact]
    public void Rows_give_the_covariance()
    {
        var (before, now) = (new InfluenceValues(0.4, [0.1, -0.2, 0.3]), new InfluenceValues(0.5, [0.2, -0.1, 0.1]));
        var estimate = PairedEstimate.From(before, now, "x", 2);

        Assert.Equal((0.4, 0.5, 2), (estimate.Baseline, estimate.Candidate, estimate.DegreesOfFreedom));
        Assert.Equal(0.01 + 0.01 + 0.04, estimate.ChangeVariance, 14);
        Assert.Equal(0.01 + 0.04 + 0.09, estimate.BaselineVariance, 14);
        Assert.Equal(0.01 - 0.02 - 0.06, estimate.Covariance, 14);
        Assert.Equal(double.PositiveInfinity, PairedEstimate.From(before, now, "x").DegreesOfFreedom);
    }

    [Fact]
    public void Without_degrees_of_freedom_nothing_is_known()
    {
        var test = PairedEstimate.Of(0.4, 0.5, (0.01, 0.01, 0), "x", 0).Test(new RegressionMargin(0, false, false), 0.05);

        Assert.Equal((double.NaN, double.NaN, double.NaN), (test.Low, test.Upper, test.PValue));
        test = PairedEstimate.Of(0.4, 0.5, (0.01, 0.01, 0), "x", 1).Test(new RegressionMargin(0, false, false), 0.05);
        Assert.Equal(0.1 - (12.706204736432095 * 0.1), test.Low, 6);
    }

    [Theory]
    [InlineData(1, false, false, 0.002, 0.9556803009526559, 0.9595414441397229, -0.003861143187066969, 0.009043552227772601, -0.022153454087980962, 0.014431167713847023, 0.011376112953382363, 0.7418707627981636, 0.25812923720183645, 0.024688267799607838)]
    [InlineData(1, true, false, 0.002, 0.9556803009526559, 0.9595414441397229, -0.004040203803738599, 0.009489192002385044, -0.023233906226668693, 0.015153498619191495, 0.011947899705213667, 0.7389469487793969, 0.2610530512206032, 0.025712722541998405)]
    [InlineData(200, true, false, 0.05, -7.863939809468823, -7.09171117205543, -0.09819869634347504, 0.21531064663130556, -0.5337055844843444, 0.33730819179739424, 0.2645728551285082, 0.7340338491608696, 0.2659661508391304, 0.6458763979408092)]
    [InlineData(36, true, true, 0.1, -0.5955091657043878, -0.45650801096997684, -0.23341564284740396, 0.470845149873371, -1.1857898483306475, 0.7189585626358395, 0.5598996353102628, 0.716489125630567, 0.28351087436943295, 1.5644143395457284)]
    public void R2_is_tested_as_a_mean(
        double narrower, bool relative, bool canBeNegative, double amount, double baseline, double candidate, double regression, double error, double low,
        double high, double upper, double over, double under, double detectable)
    {
        var determination = Determination(narrower, swapped: false);
        Assert.Equal(baseline, determination.Baseline, 12);
        Assert.Equal(candidate, determination.Candidate, 12);
        Agree(determination.Test(new RegressionMargin(amount, relative, true, canBeNegative), 0.05), regression, error, low, high, upper, over, under, detectable, last: 11);
    }

    /// <summary>The second p-value is that of the other sign: 1 - 0.5 s and 0.5 s change it.</summary>
    [Fact]
    public void R2_near_0_is_tested_on_both_sides_of_it()
    {
        RegressionTest Test(bool canBeNegative) => Determination(24, swapped: true).Test(new RegressionMargin(0.5, true, true, canBeNegative), 0.05);

        Agree(Test(false), 3.1960174237710044, 19.44787005483934, -36.14101258875049, 42.5330474362925, 35.963249806388326, 0.34770164753977384, 0.6522983524602262, 17.832289262736847, last: 8);
        Assert.Equal(0.34770164753977384, Test(true).PValue, 11);
        Agree(
            Determination(30, swapped: true).Test(new RegressionMargin(0.2, true, true, true), 0.05),
            0.5418979087973994, 1.5875101146565957, -2.6691443724054533, 3.7529401900002517, 3.2166542029327614, 0.4016506711843981, 0.5983493288156019, 3.6571769344229486, last: 9);
    }

    [Fact]
    public void R2_of_equal_true_values_is_none_and_the_same_model_is_no_regression()
    {
        var mean = InfluenceValues.Mean([1, 2, 3], [1, 1, 1]);
        var flat = new PairedDetermination(mean, mean, InfluenceValues.Mean([0, 0, 0], [1, 1, 1]), 2);
        Assert.Equal((double.NaN, double.NaN), (flat.Baseline, flat.Test(new RegressionMargin(0.1, true, true), 0.05).Regression));

        var same = Determination(1, swapped: false, same: true).Test(new RegressionMargin(0, false, true), 0.05);
        Assert.Equal((0, 0, 1, 0, "Fieller test"), (same.Regression, same.StandardError, same.PValue, same.NonInferiorityPValue, same.Method));
    }

    private static PairedDetermination Determination(double narrower, bool swapped, bool same = false)
    {
        var rows = Enumerable.Range(0, 40).ToArray();
        var ones = Array.ConvertAll(rows, _ => 1.0);
        InfluenceValues Mean(Func<int, double> of) => InfluenceValues.Mean(Array.ConvertAll(rows, i => of(i) * of(i)), ones);
        var (first, second) = (Mean(i => (i * 29 % 64 / 64.0) - 0.4), Mean(i => (i * 37 % 64 / 64.0) - 0.55));
        return new PairedDetermination(
            swapped ? second : first, swapped || same ? first : second, Mean(i => ((i * 13 % 50 / 10.0) - 2.5) / Math.Sqrt(narrower)), 39);
    }

    private static void Agree(
        RegressionTest test, double regression, double error, double low, double high, double upper, double over, double under, double detectable, int last = 12)
    {
        Assert.Equal(regression, test.Regression, last);
        Assert.Equal(error, test.StandardError, last);

        // The quantiles of Student's distribution are right to eight digits.
        Assert.Equal(low, test.Low, 1e-7 * Math.Max(1, Math.Abs(low)));
        Assert.Equal(high, test.High, 1e-7 * Math.Max(1, Math.Abs(high)));
        Assert.Equal(upper, test.Upper, 1e-7 * Math.Max(1, Math.Abs(upper)));
        Assert.Equal(detectable, test.Detectable, 1e-7 * Math.Max(1, Math.Abs(detectable)));
        Assert.Equal(over, test.PValue, 10);
        Assert.Equal(under, test.NonInferiorityPValue, 10);
    }
}
