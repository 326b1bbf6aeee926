using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Metrics;

/// <summary>
/// Expected values by scikit-learn 1.2.1 and numpy on the rows of <see cref="Rows"/>: roc_auc_score,
/// average_precision_score, f1_score, matthews_corrcoef, log_loss(eps=1.1920929e-7), weights by sample_weight; ECE from
/// its definition over 15 bins open on the left; DeLong's error by R's pROC 1.18.0 (roc(direction="<"), var(method="delong"))
/// and, the same, from its definition (the full matrix of pairs, ties one half, ddof=1); the error of the Brier score as std(ddof=1) / sqrt(n).
/// </summary>
public class MetricIntervalTests
{
    [Theory]
    [InlineData("AUC", 0.7847222222222222, 0.7981711049892868)]
    [InlineData("AUPRC", 0.602032918231809, 0.6154408298836739)]
    [InlineData("F1", 0.7499999999999999, 0.7521367521367521)]
    [InlineData("MCC", 0.5773502691896257, 0.5812912724091043)]
    [InlineData("ECE", 0.18489583333333331, 0.18494318181818184)]
    [InlineData("LogLoss", 0.6733003521612076, 0.664240233907882)]
    public void Values_with_and_without_weights(string name, double plain, double weighted)
    {
        Assert.Equal(plain, Find(Rows(60), name).Value, 12);
        Assert.Equal(weighted, Find(Rows(60) with { Weights = Weights(60) }, name).Value, 12);
    }

    [Fact]
    public void AUC_has_DeLongs_standard_error() =>
        Assert.Equal(0.05899804221324669, Find(Rows(60), "AUC").StandardError, 12);

    [Fact]
    public void AUC_with_many_ties_has_pROCs_value_error_and_interval()
    {
        var rows = Rows(60);
        var auc = Find(rows with { Scores = Array.ConvertAll(rows.Scores, s => MathF.Floor(s * 8) / 8) }, "AUC");

        Assert.Equal(0.78935185185185186, auc.Value, 14);
        Assert.Equal(0.057322109597753725, auc.StandardError, 14);
        Assert.Equal(0.67700258152239678, auc.Low, 14);
        Assert.Equal(0.90170112218130694, auc.High, 14);
    }

    [Fact]
    public void A_mean_has_the_standard_error_of_the_mean() =>
        Assert.Equal(0.034004127140758504, Find(Rows(60), "Brier").StandardError, 12);

    // Infinitesimal jackknife: the derivative of scikit-learn's metric by each row's sample_weight (central differences with one
    // step of Richardson's extrapolation, right to 1e-10), times the weight; the root of n / (n - 1) times the sum of squares.
    [Theory]
    [InlineData("AUPRC", 0.10451514812538723, 0.10883248462100457)]
    [InlineData("F1", 0.0610260520223707, 0.061932486926891746)]
    [InlineData("MCC", 0.07196462826500528, 0.07326575875460582)]
    [InlineData("R2", 0.009108137335147874, 0.008648189122749424)]
    [InlineData("RMSE", 0.020767128803326717, 0.021336352249089835)]
    [InlineData("MacroF1", 0.06200580606122463, 0.06336435424956006)]
    public void Smooth_metrics_have_the_error_that_the_slopes_of_scikit_learns_have(string name, double plain, double weighted)
    {
        var rows = name switch
        {
            "R2" or "RMSE" => PairedSamples.Numbers(60).Candidate,
            "MacroF1" => PairedSamples.Classes(60).Candidate,
            _ => PairedSamples.Binary(60).Candidate,
        };

        Assert.Equal(plain, Find(rows, name).StandardError, 9);
        Assert.Equal(weighted, Find(rows with { Weights = Weights(60) }, name).StandardError, 9);
    }

    [Fact]
    public void Weights_of_one_change_nothing() =>
        Assert.Equal(All(Rows(60)), All(Rows(60) with { Weights = [.. Enumerable.Repeat(1.0, 60)] }));

    [Fact]
    public void The_bootstrap_agrees_with_itself_whatever_the_threads_and_differs_by_seed()
    {
        Assert.Equal(All(Rows(5000)), All(Rows(5000)));
        Assert.NotEqual(Find(Rows(60), "ECE", seed: 1).StandardError, Find(Rows(60), "ECE", seed: 2).StandardError);
    }

    [Fact]
    public void Intervals_stay_inside_what_a_metric_can_be()
    {
        for (var rows = 2; rows < 12; rows++)
        {
            foreach (var metric in All(Rows(rows)).Where(m => !double.IsNaN(m.Low) && m.Name != "LogLoss"))
            {
                Assert.InRange(metric.Low, metric.Name == "MCC" ? -1 : 0, 1);
                Assert.InRange(metric.High, metric.Name == "MCC" ? -1 : 0, 1);
            }
        }
    }

    [Fact]
    public void One_row_tells_nothing_of_the_spread() =>
        Assert.All(["AUPRC", "ECE", "F1", "MCC", "LogLoss"], name => Assert.True(double.IsNaN(Find(Rows(1), name).StandardError)));

    [Fact]
    public void One_class_with_uneven_weights_has_an_MCC_of_exactly_zero()
    {
        var weights = Enumerable.Range(0, 60).Select(i => 0.1 + (i * 0.37)).ToArray();

        Assert.Equal(0, Find(Rows(60) with { LabelCodes = [.. Enumerable.Repeat(1, 60)], Weights = weights }, "MCC").Value);
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void An_infinite_score_is_not_an_infinite_metric(float score)
    {
        var regression = new PredictionSet
        {
            Task = ModelTask.Regression,
            Rows = 3,
            RowNumbers = [0, 1, 2],
            LabelValues = [1, 2, 4],
            Scores = [1, score, 3],
        };

        Assert.All(
            All(regression).SelectMany(m => new[] { m.Value, m.Low, m.High, m.StandardError }),
            v => Assert.False(double.IsInfinity(v)));
        Assert.True(double.IsNaN(Find(regression, "RMSE").Value));
    }

    private static PredictionSet Rows(int n)
    {
        var labels = Enumerable.Range(0, n).Select(i => i * 7 % 5 < 2 ? 1 : 0).ToArray();
        return new PredictionSet
        {
            Task = ModelTask.BinaryClassification,
            Classes = ["No", "Yes"],
            Rows = n,
            RowNumbers = [.. Enumerable.Range(0, n).Select(i => (long)i)],
            LabelCodes = labels,
            Scores = [.. labels.Select((label, i) => ((i * 37 % 64 / 64f) + label) / (1 + label))],
        };
    }

    private static double[] Weights(int n) => [.. Enumerable.Range(0, n).Select(i => 1 + (i % 4 / 4.0))];

    private static IReadOnlyList<MetricResult> All(PredictionSet predictions, int seed = 1) =>
        MetricEvaluator.Evaluate(predictions, 0.5, seed);

    private static MetricResult Find(PredictionSet predictions, string name, int seed = 1) =>
        All(predictions, seed).Single(m => m.Name == name);
}
