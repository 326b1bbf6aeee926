using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Tests.Shared;

namespace Ingot.Core.Tests.Metrics;

/// <summary>
/// Inputs that break careless metrics. Expected values: scikit-learn 1.2.1 on the very arrays below (f1_score and
/// roc_auc_score for each class, averaged; log_loss with eps=1.1920929e-7 and labels; median_absolute_error with
/// sample_weight). Where scikit-learn puts a number on what is undefined, or warns, the value here is NaN and the test
/// says so.
/// </summary>
public class AwkwardInputTests
{
    private static readonly PredictionSet Binary = new()
    {
        Task = ModelTask.BinaryClassification,
        Classes = ["No", "Yes"],
        Rows = 10,
        RowNumbers = new long[10],
        LabelCodes = [0, 1, 1, 0, 1, 0, 1, 1, 0, 1],
        Scores = [.1f, .4f, .35f, .8f, .8f, .2f, .9f, .4f, .4f, .7f],
    };

    private static readonly PredictionSet Classes = new()
    {
        Task = ModelTask.MulticlassClassification,
        Classes = ["a", "b", "c"],
        Rows = 6,
        RowNumbers = new long[6],
        LabelCodes = [0, 1, 2, 2, 1, 0],
        Scores = [.5f, .25f, .25f, .25f, .5f, .25f, .125f, .125f, .75f, .5f, .25f, .25f, .25f, .25f, .5f, .75f, .125f, .125f],
    };

    [Theory]
    [InlineData("AUC", 0.5)]
    [InlineData("AUPRC", 0.6)]
    [InlineData("LogLoss", 0.8650536431411565)]
    [InlineData("Brier", 0.32999999284744275)]
    public void All_scores_equal(string name, double expected) =>
        Assert.Equal(expected, Value(Binary with { Scores = [.3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f] }, name), 12);

    [Fact]
    public void Nothing_predicted_positive_has_no_precision_and_an_F1_of_zero()
    {
        // scikit-learn warns and says 0 for both.
        Assert.True(double.IsNaN(Value(Binary with { Scores = new float[10] }, "Precision")));
        Assert.Equal(0, Value(Binary with { Scores = new float[10] }, "F1"));
    }

    [Fact]
    public void Certain_and_wrong_is_a_great_loss_but_a_finite_one() =>
        Assert.Equal(-Math.Log(1.1920929e-07), Value(Binary with { Scores = [1, 0, 0, 1, 0, 1, 0, 0, 1, 0] }, "LogLoss"), 9);

    [Theory]
    [InlineData("Accuracy", 0.6666666666666666)]
    [InlineData("MacroF1", 0.5)]
    [InlineData("LogLoss", 0.9721432528218905)]
    [InlineData("MacroAUC", double.NaN)]
    [InlineData("Recall[c]", double.NaN)]
    public void A_class_that_no_reference_row_has(string name, double expected) =>
        Assert.Equal(expected, Value(Classes with { LabelCodes = [0, 1, 1, 0, 1, 0] }, name), 12);

    [Theory]
    [InlineData("Accuracy", 0.5294117647058824)]
    [InlineData("MacroF1", 0.5238095238095238)]
    [InlineData("LogLoss", 0.9477814229220082)]
    [InlineData("MacroAUC", 0.787179487179487)]
    public void Multiclass_with_weights(string name, double expected) =>
        Assert.Equal(expected, Value(Classes with { Weights = [1, 2, .5, 1, 3, 1] }, name), 12);

    [Fact]
    public void MAPE_divides_by_the_least_double_difference_where_the_true_value_is_zero() =>
        Assert.Equal(750599937895082.6, Value(Numbers([0, 2, 4], [.5f, 2, 3]), "MAPE"), 1);

    [Fact]
    public void R2_of_equal_true_values_is_undefined_whatever_the_weights_round_to()
    {
        // scikit-learn says 0, or 1 for an exact prediction.
        var constant = Numbers([.1, .1, .1, .1, .1], [.1f, .2f, .3f, .1f, .1f]);

        Assert.True(double.IsNaN(Value(constant, "R2")));
        Assert.True(double.IsNaN(Value(constant with { Weights = [.1, .37, 1.7, 3.33, 0] }, "R2")));
    }

    [Fact]
    public void R2_does_not_see_a_row_without_weight()
    {
        var rows = Numbers([5, 1, 2, 4], [0, 1.5f, 2, 3]) with { Weights = [0, 1, 1, 1] };

        Assert.Equal(Value(Numbers([1, 2, 4], [1.5f, 2, 3]), "R2"), Value(rows, "R2"), 12);
    }

    [Fact]
    public void A_row_that_weighs_nothing_changes_no_value_and_no_analytic_error()
    {
        string[] bootstrapped = ["ECE", "MedianAE"];
        foreach (var all in (PredictionSet[])[Binary, Classes with { LabelCodes = [0, 1, 2, 2, 1, 0] }, Numbers([1, 2, 4, 9], [1.5f, 2, 3, 7])])
        {
            // The last two rows weigh nothing, or are not there.
            var weights = Enumerable.Range(0, all.Rows).Select(i => i < all.Rows - 2 ? 1.0 + (i % 3) : 0).ToArray();
            var weightless = MetricEvaluator.Evaluate(all with { Weights = weights }, 0.5, 1);
            var without = MetricEvaluator.Evaluate(all with { Weights = weights }, 0.5, 1, null, [.. Enumerable.Range(0, all.Rows - 2)]);
            Pairs.All(weightless, without, (a, b) =>
            {
                Assert.Equal(b.Value, a.Value, 12);
                if (!bootstrapped.Contains(a.Name))
                {
                    Assert.Equal(b.StandardError, a.StandardError, 12);
                }
            });
        }
    }

    [Theory]
    [InlineData(new double[] { 1, 1, 1, 5 }, 0.0)]
    [InlineData(new double[] { 1, 1, 1, 1 }, 0.375)]
    [InlineData(new double[] { 0, 1, 0, 0 }, 2.0)]
    public void The_weighted_median_is_where_half_of_the_weight_is_reached(double[] weights, double expected) =>
        Assert.Equal(expected, Value(Numbers([1, 2, 3, 4], [1.5f, 4, 3.25f, 4]) with { Weights = weights }, "MedianAE"), 12);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void One_row_without_a_score_leaves_nothing_to_pass_a_gate_with(float score)
    {
        foreach (var predictions in (PredictionSet[])[Binary, Classes, Numbers([1, 2, 4], [1.5f, 2, 3])])
        {
            var scores = (float[])predictions.Scores.Clone();
            scores[2] = score;
            AssertUndefined(predictions with { Scores = scores });
        }
    }

    [Fact]
    public void One_row_without_a_known_label_leaves_nothing_to_pass_a_gate_with()
    {
        AssertUndefined(Binary with { LabelCodes = [0, 1, 1, 0, 1, 0, 1, 1, -1, 1] });
        AssertUndefined(Classes with { LabelCodes = [0, 1, 2, 2, -1, 0] });
        AssertUndefined(Numbers([1, double.NaN, 4], [1.5f, 2, 3]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void One_row_without_a_usable_weight_leaves_nothing_to_pass_a_gate_with(double weight) =>
        AssertUndefined(Numbers([1, 2, 4], [1.5f, 2, 3]) with { Weights = [1, weight, 1] });

    [Fact]
    public void Rows_that_are_not_measured_may_be_broken()
    {
        var broken = Binary with { LabelCodes = [0, 1, 1, 0, 1, 0, 1, 1, -1, 1] };

        Assert.Equal(0.75, MetricEvaluator.Evaluate(broken, 0.5, 1, "slice", [0, 1, 5, 9]).Single(m => m.Name == "Accuracy").Value);
    }

    private static void AssertUndefined(PredictionSet predictions)
    {
        var metrics = MetricEvaluator.Evaluate(predictions, 0.5, 1);
        Assert.NotEmpty(metrics);
        Assert.All(metrics, m => Assert.True(
            double.IsNaN(m.Value) && double.IsNaN(m.Low) && double.IsNaN(m.High) && double.IsNaN(m.StandardError) && m.Rows == predictions.Rows, m.ToString()));
    }

    private static PredictionSet Numbers(double[] truth, float[] predicted) => new()
    {
        Task = ModelTask.Regression,
        Rows = truth.Length,
        RowNumbers = new long[truth.Length],
        LabelValues = truth,
        Scores = predicted,
    };

    private static double Value(PredictionSet predictions, string name) =>
        MetricEvaluator.Evaluate(predictions, 0.5, 1).Single(m => m.Name == name).Value;
}
