using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Metrics;

/// <summary>
/// Expected values: scikit-learn 1.2.1 (roc_auc_score, average_precision_score, log_loss with eps=1.1920929e-7,
/// brier_score_loss, accuracy_score, precision_score, recall_score, f1_score, matthews_corrcoef, mean_squared_error,
/// mean_absolute_error, median_absolute_error, r2_score, mean_absolute_percentage_error) on the very arrays below,
/// probabilities rounded to float32 first; weights by sample_weight.
/// </summary>
public class MetricEvaluatorTests
{
    private static readonly PredictionSet Binary = new()
    {
        Task = ModelTask.BinaryClassification,
        Classes = ["No", "Yes"],
        Rows = 10,
        RowNumbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        LabelCodes = [0, 1, 1, 0, 1, 0, 1, 1, 0, 1],
        Scores = [.1f, .4f, .35f, .8f, .8f, .2f, .9f, .4f, .4f, .7f],
    };

    private static readonly PredictionSet Numbers = new()
    {
        Task = ModelTask.Regression,
        Rows = 5,
        RowNumbers = [0, 1, 2, 3, 4],
        LabelValues = [3, -.5, 2, 7, 4.2],
        Scores = [2.5f, 0, 2, 8, 4.5f],
    };

    private static readonly PredictionSet Classes = new()
    {
        Task = ModelTask.MulticlassClassification,
        Classes = ["a", "b", "c"],
        Rows = 6,
        RowNumbers = [0, 1, 2, 3, 4, 5],
        LabelCodes = [0, 1, 2, 2, 1, 0],
        Scores = [.5f, .25f, .25f, .25f, .5f, .25f, .125f, .125f, .75f, .5f, .25f, .25f, .25f, .25f, .5f, .75f, .125f, .125f],
    };

    [Theory]
    [InlineData("AUC", 0.7291666666666667)]
    [InlineData("AUPRC", 0.7658730158730159)]
    [InlineData("LogLoss", 0.601635029309688)]
    [InlineData("Brier", 0.2132500025928022)]
    [InlineData("Accuracy", 0.6)]
    [InlineData("Precision", 0.75)]
    [InlineData("Recall", 0.5)]
    [InlineData("F1", 0.6)]
    [InlineData("MCC", 0.25)]
    public void Binary_metrics_with_ties(string name, double expected) =>
        Assert.Equal(expected, Value(Binary, name), 12);

    [Theory]
    [InlineData("AUC", 0.6838235294117647)]
    [InlineData("AUPRC", 0.796609169983783)]
    [InlineData("LogLoss", 0.6922920540647469)]
    [InlineData("Brier", 0.2554000005483628)]
    [InlineData("Accuracy", 0.44)]
    [InlineData("Precision", 0.7142857142857143)]
    [InlineData("Recall", 0.29411764705882354)]
    [InlineData("F1", 0.4166666666666667)]
    [InlineData("MCC", 0.045834924851410566)]
    public void Binary_metrics_with_weights(string name, double expected) =>
        Assert.Equal(expected, Value(Binary with { Weights = [1, 2, 1, 1, .5, 1, 1, 3, 1, 1] }, name), 12);

    [Theory]
    [InlineData("RMSE", 0.5639148871948674)]
    [InlineData("MAE", 0.46)]
    [InlineData("MedianAE", 0.5)]
    [InlineData("R2", 0.9480256276150628)]
    [InlineData("MAPE", 0.2761904761904762)]
    public void Regression_metrics(string name, double expected) => Assert.Equal(expected, Value(Numbers, name), 12);

    [Theory]
    [InlineData("RMSE", 0.49359534401811733)]
    [InlineData("MAE", 0.41818181818181815)]
    [InlineData("R2", 0.956424052503991)]
    [InlineData("MAPE", 0.41991341991341985)]
    public void Regression_metrics_with_weights(string name, double expected) =>
        Assert.Equal(expected, Value(Numbers with { Weights = [1, 2, 1, .5, 1] }, name), 12);

    [Theory]
    [InlineData("Accuracy", 0.6666666666666666)]
    [InlineData("MicroF1", 0.6666666666666666)]
    [InlineData("MacroF1", 0.6555555555555556)]
    [InlineData("LogLoss", 0.789041204710539)]
    [InlineData("MacroAUC", 0.8541666666666666)]
    [InlineData("Recall[a]", 1.0)]
    [InlineData("Recall[c]", 0.5)]
    public void Multiclass_metrics(string name, double expected) => Assert.Equal(expected, Value(Classes, name), 12);

    [Fact]
    public void A_share_has_Wilsons_interval()
    {
        // 6 of 10: statsmodels.stats.proportion.proportion_confint(6, 10, method="wilson") by its formula.
        var accuracy = Find(Binary, "Accuracy");

        Assert.Equal(0.3126738, accuracy.Low, 6);
        Assert.Equal(0.8318197, accuracy.High, 6);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval() => Assert.Equal(Find(Binary, "F1"), Find(Binary, "F1"));

    [Fact]
    public void One_class_only_has_no_AUC_but_an_accuracy()
    {
        var oneClass = Binary with { LabelCodes = new int[10] };

        Assert.True(double.IsNaN(Value(oneClass, "AUC")));
        Assert.True(double.IsNaN(Value(oneClass, "AUPRC")));
        Assert.Equal(0.6, Value(oneClass, "Accuracy"), 12);
    }

    [Fact]
    public void Equal_scores_have_an_AUC_of_one_half() =>
        Assert.Equal(0.5, Value(Binary with { Scores = [.3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f] }, "AUC"), 12);

    [Fact]
    public void An_empty_slice_is_not_a_number()
    {
        foreach (var predictions in (PredictionSet[])[Binary, Numbers, Classes])
        {
            var metrics = MetricEvaluator.Evaluate(predictions, 0.5, 1, "none", []);
            Assert.Equal(MetricEvaluator.Evaluate(predictions, 0.5, 1).Select(m => m.Name), metrics.Select(m => m.Name));
            Assert.All(metrics, m => Assert.True(double.IsNaN(m.Value) && m.Rows == 0, m.Name));
        }
    }

    [Fact]
    public void A_single_row_is_measured()
    {
        var metrics = MetricEvaluator.Evaluate(Binary, 0.5, 1, "one", [6]);

        Assert.Equal(1, metrics.Single(m => m.Name == "Accuracy").Value);
        Assert.All(metrics, m => Assert.Equal(1, m.Rows));
    }

    [Fact]
    public void All_metrics_are_in_the_catalogue()
    {
        foreach (var predictions in (PredictionSet[])[Binary, Numbers, Classes])
        {
            Assert.All(
                MetricEvaluator.Evaluate(predictions, 0.5, 1),
                m => Assert.NotNull(MetricCatalog.Find(m.Name, predictions.Task)));
        }
    }

    private static double Value(PredictionSet predictions, string name) => Find(predictions, name).Value;

    private static MetricResult Find(PredictionSet predictions, string name) =>
        MetricEvaluator.Evaluate(predictions, 0.5, 1).Single(m => m.Name == name);
}
