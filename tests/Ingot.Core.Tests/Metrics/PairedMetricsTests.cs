using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Tests.Shared;
using static Ingot.Core.Tests.Metrics.PairedSamples;

namespace Ingot.Core.Tests.Metrics;

/// <summary>
/// Expected values on the rows of <see cref="PairedSamples"/>: AUC by R's pROC 1.18.0, roc.test(paired=TRUE,
/// method="delong", direction="&lt;"), with weights from its definition (numpy, the full matrix of pairs, ties one half, ddof=1
/// in each class); means by scipy 1.10.1, ttest_1samp of the differences (for a relative margin m of the worse loss less (1 + m)
/// times the other) with alternative="greater", t.interval; ratios and roots by numpy from the delta method's formula, which
/// the jackknife confirmed to 1 %; the other smooth metrics by the slopes of scikit-learn 1.2.1's; the bootstrap by numpy with
/// 4,000 multinomial resamples.
/// </summary>
public class PairedMetricsTests
{
    [Theory]
    [InlineData(0, 0.6313657407407407, 0.7847222222222222, 0.00024298366689671019, 0.0034807689849960383, 0.0051037661203661103, 1.704111571086880828)]
    [InlineData(8, 0.6290509259259259, 0.7893518518518519, 0.00018531964360265482, 0.0032858242487368893, 0.0049980498537198917, 1.802017500615090695)]
    public void AUC_is_compared_by_DeLong_ties_included(
        int steps, double before, double now, double covariance, double variance, double baselineVariance, double z)
    {
        var (baseline, candidate) = Binary(60, steps);
        var paired = (PairedEstimate)Compare("AUC", baseline, candidate);
        var test = paired.Test(new RegressionMargin(0, false, true), 0.05);

        Assert.Equal(before, paired.Baseline, 14);
        Assert.Equal(now, paired.Candidate, 14);
        Assert.Equal(baselineVariance, paired.BaselineVariance, 14);
        Assert.Equal(covariance - baselineVariance, paired.Covariance, 14);
        Assert.Equal(variance + baselineVariance - (2 * covariance), paired.ChangeVariance, 14);
        Assert.Equal(-z, test.Regression / test.StandardError, 10);
        Assert.Equal(test.Regression - (1.959963984540054 * test.StandardError), test.Low, 12);
    }

    // pROC gives the two-sided p-value.
    [Fact]
    public void AUC_has_pROCs_p_value()
    {
        var (baseline, candidate) = Binary(60);

        Assert.Equal(0.088360245295888706 / 2, Compare("AUC", candidate, baseline).Test(new RegressionMargin(0, false, true), 0.05).PValue, 10);
    }

    [Theory]
    [InlineData(0, 0.644245485154576, 0.7981711049892868, 0.09221975740237914, 0.9622614516422041)]
    [InlineData(8, 0.6444559228650139, 0.8034894398530762, 0.09097546897578261, 0.9684163479469137)]
    public void AUC_with_weights(int steps, double before, double now, double error, double p)
    {
        var (baseline, candidate) = Binary(60, steps);
        var weights = Weights(60);
        var paired = Compare("AUC", baseline with { Weights = weights }, candidate with { Weights = weights });
        var test = paired.Test(new RegressionMargin(0.01, false, true), 0.05);

        Assert.Equal(before, paired.Baseline, 13);
        Assert.Equal(now, paired.Candidate, 13);
        Assert.Equal(error, test.StandardError, 13);
        Assert.Equal(p, test.PValue, 10);
    }

    [Theory]
    [InlineData(0, 0.19542772861356927, 0.061541786761724455, 0.10635937084633236)]
    [InlineData(8, 0.20307917888563054, 0.050784745643937874, 0.10438706078586875)]
    public void A_relative_margin_is_tested_with_the_error_of_the_baseline(int steps, double regression, double p, double error)
    {
        var (worse, better) = Binary(60, steps);
        var test = Compare("AUC", better, worse).Test(new RegressionMargin(0.02, true, true), 0.05);

        Assert.Equal(regression, test.Regression, 13);
        Assert.Equal(p, test.PValue, 10);
        Assert.Equal(error, test.StandardError, 13);
    }

    [Fact]
    public void Losses_are_compared_by_their_differences()
    {
        var (baseline, candidate) = Binary(60);

        var brier = Compare("Brier", baseline, candidate).Test(new RegressionMargin(0.01, false, false), 0.05);
        Near((-0.060192871549063345, 0.043250596562212015, 0.94503236033852), brier);
        Assert.Equal(-0.1467371153246268, brier.Low, 9);
        Assert.Equal(0.026351372226500108, brier.High, 9);
        Near(
            (-0.1429648124627139, 0.13870952384468552, 0.8465506511598299),
            Compare("LogLoss", baseline, candidate).Test(new RegressionMargin(0, false, false), 0.05));
    }

    [Fact]
    public void A_relative_margin_of_a_loss()
    {
        var (baseline, candidate) = Binary(60);

        Assert.Equal(0.9704921778800846, Compare("Brier", baseline, candidate).Test(new RegressionMargin(0.1, true, false), 0.05).PValue, 10);
        var swapped = Compare("Brier", candidate, baseline).Test(new RegressionMargin(0.1, true, false), 0.05);
        Assert.Equal(0.2803562989083259, swapped.Regression, 12);
        Assert.Equal(0.19878473793343915, swapped.PValue, 10);
    }

    [Fact]
    public void Shares_are_counted_row_by_row()
    {
        var (baseline, candidate) = Binary(60);

        Assert.Equal(new PairedShares(28, 7, 16, 9), Compare("Accuracy", baseline, candidate));
        Assert.Equal(new PairedShares(18, 0, 6, 0), Compare("Recall", baseline, candidate));
    }

    [Fact]
    public void Even_weights_change_no_share_and_uneven_ones_make_it_a_mean()
    {
        var (baseline, candidate) = Binary(60);
        PairedStatistic Weighted(double[] weights) => Compare("Accuracy", baseline with { Weights = weights }, candidate with { Weights = weights });

        Assert.Equal(new PairedShares(28, 7, 16, 9), Weighted([.. Enumerable.Repeat(0.3, 60)]));
        var mean = Weighted(Weights(60));
        Assert.Equal(0.6, mean.Baseline, 14);
        Assert.Equal(0.7363636363636363, mean.Candidate, 14);
        Near((-0.13636363636363635, 0.07710254522284263, 0.9764581174592437), mean.Test(new RegressionMargin(0.02, false, true), 0.05));
    }

    [Fact]
    public void A_row_of_weight_0_is_not_a_row()
    {
        var (baseline, candidate) = Binary(60);
        var weights = Enumerable.Range(0, 60).Select(i => i < 40 ? 1.0 : 0.0).ToArray();
        foreach (var metric in (string[])["AUC", "Accuracy", "Precision", "Brier", "Recall"])
        {
            var margin = new RegressionMargin(0.01, false, metric != "Brier");
            var few = PairedMetrics.Compare(metric, baseline, candidate, 0.5, 1, [.. Enumerable.Range(0, 40)])!.Test(margin, 0.05);
            var weighted = Compare(metric, baseline with { Weights = weights }, candidate with { Weights = weights }).Test(margin, 0.05);

            Assert.Equal(few.Method, weighted.Method);
            Assert.Equal(few.PValue, weighted.PValue, 12);
            Assert.Equal(few.StandardError, weighted.StandardError, 12);
        }
    }

    [Fact]
    public void Precision_and_RMSE_are_compared_by_the_delta_method()
    {
        var (baseline, candidate) = Binary(60);
        Near((-0.11351351351351346, 0.065396602250978, 0.9680735196306407), Compare("Precision", baseline, candidate).Test(new RegressionMargin(0.01, false, true), 0.05));

        var (before, now) = Numbers(60);
        Near((0.06195719448830411, 0.027355010973753372, 0.06521173074230824), Compare("RMSE", before, now).Test(new RegressionMargin(0.02, false, false), 0.05));
    }

    [Fact]
    public void Errors_are_compared_by_their_differences()
    {
        var (before, now) = Numbers(60);

        Near((0.05302079955736791, 0.030490142381283485, 0.043629714228441654), Compare("MAE", before, now).Test(new RegressionMargin(0, false, false), 0.05));
        Near((0.023177607133191058, 0.012854841397845443, 0.1547483473316418), Compare("MAPE", before, now).Test(new RegressionMargin(0.01, false, false), 0.05));
    }

    // The slopes of scikit-learn's metrics by each row's sample_weight, as in MetricIntervalTests; p by scipy's t.sf with 59 degrees.
    [Theory]
    [InlineData("AUPRC", 0, false, -0.12348790592109138, 0.1085390705850704, 0.888184481884507)]
    [InlineData("AUPRC", 8, false, -0.1389493280536246, 0.08878548005091359, 0.9506452459130788)]
    [InlineData("AUPRC", 0, true, -0.12982832582762116, 0.11455016527836503, 0.8864670702419383)]
    [InlineData("AUPRC", 8, true, -0.14309812702158337, 0.09614290310576873, 0.941680738173766)]
    [InlineData("F1", 0, false, -0.15983606557377028, 0.06642882156225671, 0.9934193083348695)]
    [InlineData("F1", 0, true, -0.14266929651545035, 0.06381662875658754, 0.9900267988448416)]
    [InlineData("MCC", 0, false, -0.35343713063952975, 0.13842719628645164, 0.9944983798647868)]
    [InlineData("MCC", 0, true, -0.3181935147076619, 0.13391736413271785, 0.9913797479899191)]
    [InlineData("MacroF1", 0, false, -0.0019252263318578766, 0.09122212667037112, 0.5517821371995646)]
    [InlineData("MacroF1", 0, true, 0.0016294336213584781, 0.09360104389623386, 0.5354777228467602)]
    public void Smooth_metrics_are_compared_by_the_delta_method(string metric, int steps, bool weighted, double regression, double error, double p)
    {
        var (baseline, candidate) = metric == "MacroF1" ? Classes(60) : Binary(60, steps);
        var weights = weighted ? Weights(60) : null;
        var test = Compare(metric, baseline with { Weights = weights }, candidate with { Weights = weights }).Test(new RegressionMargin(0.01, false, true), 0.05);

        Assert.Equal(regression, test.Regression, 12);
        Assert.Equal(error, test.StandardError, 9);
        Assert.Equal(p, test.PValue, 8);
        Assert.Equal("paired delta method", test.Method);
    }

    // scipy 1.10.1: ttest_1samp of e' - e - m d, or with a share of e' - e - m (d - e); e are squared errors, d squared deviations.
    [Theory]
    [InlineData(0, false, 0.015347550912415046)]
    [InlineData(0.002, false, 0.026038236666850522)]
    [InlineData(0.003, true, 0.03239331951314446)]
    public void R2_is_compared_where_the_margin_makes_a_mean_of_it(double margin, bool relative, double p)
    {
        var (baseline, candidate) = Numbers(60);
        var test = Compare("R2", baseline, candidate).Test(new RegressionMargin(margin, relative, true), 0.05);

        Assert.Equal(p, test.PValue, 10);
        Assert.Equal(1 - p, test.NonInferiorityPValue, 10);
        Assert.Equal(relative ? 0.01886651648487425 / 0.9600847872119047 : 0.01886651648487425, test.Regression, 10);
        if (!relative)
        {
            // The slopes of r2_score.
            Assert.Equal(0.008644759986188355, test.StandardError, 9);
        }
    }

    // 1,000 resamples know a standard error to 2.2 %, numpy's 4,000 to 1.1 %; four times that is allowed.
    [Theory]
    [InlineData("ECE", 0.02339212254006483)]
    [InlineData("MedianAE", 0.020715069684268533)]
    public void What_is_not_smooth_is_compared_by_the_paired_bootstrap(string metric, double error)
    {
        var (baseline, candidate) = metric == "MedianAE" ? Numbers(400) : Binary(400);
        var test = Compare(metric, baseline, candidate).Test(new RegressionMargin(0, false, true), 0.05);

        Assert.InRange(test.StandardError / error, 0.9, 1.1);
        Assert.Equal("paired bootstrap", test.Method);
    }

    [Fact]
    public void The_regression_that_is_named_lies_beyond_the_margin_by_the_error_and_its_quantiles()
    {
        var (baseline, candidate) = Binary(60);
        var plain = Compare("AUC", candidate, baseline).Test(new RegressionMargin(0.02, false, true), 0.05);
        Assert.Equal(0.02 + ((1.6448536269514722 + 0.8416212335729143) * plain.StandardError), plain.Detectable, 12);

        // A share: the error is that of what is tested, the worse less (1 - 0.02) times the other.
        var paired = (PairedEstimate)Compare("AUC", candidate, baseline);
        var error = Math.Sqrt(paired.ChangeVariance + (0.0004 * paired.BaselineVariance) + (0.04 * paired.Covariance)) / paired.Baseline;
        var share = paired.Test(new RegressionMargin(0.02, true, true), 0.05);
        Assert.Equal(0.02 + ((1.6448536269514722 + 0.8416212335729143) * error), share.Detectable, 12);
        Assert.NotEqual(error, share.StandardError, 6);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification)]
    [InlineData(ModelTask.MulticlassClassification)]
    [InlineData(ModelTask.Regression)]
    public void Every_metric_of_rows_gives_the_values_that_Evaluate_gives(ModelTask task)
    {
        var (baseline, candidate) = task switch
        {
            ModelTask.BinaryClassification => Binary(200),
            ModelTask.Regression => Numbers(200),
            _ => Classes(200),
        };
        foreach (var weights in (double[]?[])[null, Weights(200)])
        {
            var (before, now) = (baseline with { Weights = weights }, candidate with { Weights = weights });
            Pairs.All(MetricEvaluator.Evaluate(before, 0.5, 1), MetricEvaluator.Evaluate(now, 0.5, 1), (first, second) =>
            {
                var paired = Compare(first.Name, before, now);
                Assert.Equal(first.Value, paired.Baseline, 12);
                Assert.Equal(second.Value, paired.Candidate, 12);
            });
        }
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification)]
    [InlineData(ModelTask.MulticlassClassification)]
    [InlineData(ModelTask.Regression)]
    public void Identical_models_have_no_regression_and_no_error(ModelTask task)
    {
        var (model, _) = task switch
        {
            ModelTask.BinaryClassification => Binary(60),
            ModelTask.Regression => Numbers(60),
            _ => Classes(60),
        };
        foreach (var metric in MetricEvaluator.Evaluate(model, 0.5, 1))
        {
            var higher = MetricCatalog.Find(metric.Name, task)!.HigherIsBetter;
            var test = Compare(metric.Name, model, model).Test(new RegressionMargin(0, false, higher), 0.05);

            Assert.Equal((0, 0, 1), (test.Regression, test.StandardError, test.PValue));
        }
    }

    [Fact]
    public void Perfect_separation_then_and_its_opposite_now_is_not_chance()
    {
        var (baseline, _) = Binary(60);
        var perfect = baseline with { Scores = [.. baseline.LabelCodes.Select(c => (float)c)] };
        var opposite = baseline with { Scores = [.. baseline.LabelCodes.Select(c => 1f - c)] };
        var test = Compare("AUC", perfect, opposite).Test(new RegressionMargin(0.01, false, true), 0.05);

        Assert.Equal((1, 0, 0), (test.Regression, test.StandardError, test.PValue));
        Assert.Equal(1, Compare("AUC", perfect, perfect).Test(new RegressionMargin(0, false, true), 0.05).PValue);
    }

    [Fact]
    public void A_baseline_of_0_has_no_share_to_lose()
    {
        var zero = PairedEstimate.Of(0, 0.1, (0.0025, 0.0025, 0), "x");
        var test = zero.Test(new RegressionMargin(0.05, true, false), 0.05);

        Assert.Equal(0.1, test.Regression);
        Assert.Equal(0.02275013194817921, test.PValue, 12);
    }

    [Fact]
    public void Where_the_sign_of_the_baseline_is_open_both_must_be_rejected()
    {
        var around = PairedEstimate.Of(0.01, -0.1, (0.0025, 0.01, -0.003), "x");
        RegressionTest Test(bool canBeNegative) => around.Test(new RegressionMargin(0.5, true, true, canBeNegative), 0.05);

        Assert.True(Test(true).PValue > Test(false).PValue);
    }

    [Theory]
    [InlineData("AUC")]
    [InlineData("Brier")]
    [InlineData("AUPRC")]
    public void One_row_tells_nothing(string metric)
    {
        var (baseline, candidate) = Binary(60);

        Assert.True(double.IsNaN(PairedMetrics.Compare(metric, baseline, candidate, 0.5, 1, [0])!.Test(new RegressionMargin(0, false, true), 0.05).PValue));
    }

    [Fact]
    public void A_row_without_a_score_cannot_be_compared()
    {
        var (baseline, candidate) = Binary(60);
        var scores = baseline.Scores.ToArray();
        scores[7] = float.NaN;

        Assert.Null(PairedMetrics.Compare("AUC", baseline with { Scores = scores }, candidate, 0.5, 1));
        Assert.Null(PairedMetrics.Compare("Size", baseline, candidate, 0.5, 1));
    }

    private static PairedStatistic Compare(string metric, PredictionSet baseline, PredictionSet candidate) =>
        PairedMetrics.Compare(metric, baseline, candidate, 0.5, 1)!;

    private static void Near((double Regression, double Error, double PValue) expected, RegressionTest test)
    {
        Assert.Equal(expected.Regression, test.Regression, 12);
        Assert.Equal(expected.Error, test.StandardError, 12);
        Assert.Equal(expected.PValue, test.PValue, 10);
    }
}
