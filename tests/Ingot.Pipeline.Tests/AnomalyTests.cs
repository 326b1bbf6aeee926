using System.Text.Json;
using Ingot.Core.Explanations;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Explain;

namespace Ingot.Pipeline.Tests;

/// <summary>A model that learns without a label what is unusual, from data to what is packed.</summary>
public class AnomalyTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void Without_a_label_it_has_a_score_a_threshold_and_the_share_of_anomalies()
    {
        using var model = AnomalyModel.Folder(hasLabel: false);
        model.AddItem("Slice", "plan");
        model.AddItem("Gate", "AnomalyRate", 9, ("Min", "0.001"), ("Max", "0.2"));

        var outcome = model.Run([.. ToGate, Stage.Export]);

        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        Assert.Empty(model.Diagnostics.Items.Select(d => d.ToString()));
        Assert.Contains(model.Progress, p => p.StartsWith("an anomaly is what scores 0.", StringComparison.Ordinal) && p.EndsWith("(Contamination: 1.00 %, the default)", StringComparison.Ordinal));
        var schema = SchemaFile.Read(model.File("Leave.schema.json"));
        Assert.Equal(ModelTask.AnomalyDetection, schema.Task);
        Assert.Null(schema.LabelIfAny);

        using var metrics = JsonDocument.Parse(File.ReadAllText(model.Output(Stage.Evaluate, "metrics.json")));
        var threshold = metrics.RootElement.GetProperty("threshold").GetDouble();
        Assert.Equal(["AnomalyRate", "AnomalyRate", "AnomalyRate", "AnomalyRate", "Size"], metrics.RootElement.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("name").GetString()!).Order());
        var predictions = ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["row", "score"]);
        var scores = ((NumberColumn)predictions["score"]).Values;
        Assert.All(scores, s => Assert.InRange(s, 0, 1));
        Assert.Equal(scores.Count(s => s >= threshold) / 300.0, metrics.RootElement.GetProperty("metrics")[0].GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(["plan", "row", "score"], ParquetTable.ColumnNames(model.Output(Stage.Evaluate, "predictions.parquet")).Order());
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "importance.json")));
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "slices.json")));

        var card = File.ReadAllText(model.Output(Stage.Gate, "card.html"));
        Assert.Contains("Finds unusual rows, with a score from 0 to 1.", card, StringComparison.Ordinal);
        Assert.Contains("from which on a row is an anomaly", card, StringComparison.Ordinal);
        Assert.Contains("AnomalyRate of each slice", card, StringComparison.Ordinal);
        Assert.Contains("There is no label", File.ReadAllText(model.Output(Stage.Gate, "first-look.txt")), StringComparison.Ordinal);
        Assert.Equal(["age", "ingot_row", "plan", "predicted_label", "score", "usage"], ParquetTable.ColumnNames(model.Output(Stage.Export, "monitoring.parquet")).Order());
    }

    [Fact]
    public void A_label_measures_and_teaches_nothing()
    {
        using var without = AnomalyModel.Folder(hasLabel: false);
        using var with = AnomalyModel.Folder(hasLabel: true);
        with.AddItem("Gate", "AUC", 9, ("Min", "0.9"));
        with.AddItem("Gate", "Recall", 10, ("Min", "0.05"));
        without.AddItem("Gate", "AUC", 9, ("Min", "0.9"));

        Assert.Equal(StageOutcome.GateFailed, without.Run(ToGate));
        Assert.Contains(without.Diagnostics.Items, d => d.Message.Contains("AUC was not measured on the reference data; measured: AnomalyRate, Size. Name the column that tells which rows are anomalies in the property ModelLabel", StringComparison.Ordinal));
        var outcome = with.Run([.. ToGate, Stage.Export]);
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', with.Diagnostics.Items));

        Assert.Equal(Convert.ToHexString(File.ReadAllBytes(without.Output(Stage.Train, "model.onnx"))), Convert.ToHexString(File.ReadAllBytes(with.Output(Stage.Train, "model.onnx"))));
        Assert.Equal("odd", SchemaFile.Read(with.File("Leave.schema.json")).PositiveClass);
        var names = Names(with);
        Assert.Equal(["AnomalyRate", "AUC", "AUPRC", "Precision", "Recall", "F1", "Size"], names);
        Assert.True(File.Exists(with.Output(Stage.Evaluate, "importance.json")));
        var card = File.ReadAllText(with.Output(Stage.Gate, "card.html"));
        Assert.Contains("ROC", card, StringComparison.Ordinal);
        Assert.Contains("it did not learn from", card, StringComparison.Ordinal);
        Assert.Contains("The constant model gives every row the same score", File.ReadAllText(with.Output(Stage.Gate, "first-look.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_accepted_is_compared_with_row_by_row_each_model_at_its_own_threshold()
    {
        using var model = AnomalyModel.Folder(hasLabel: true);
        model.AddItem("Gate", "AnomalyRate", 9, ("MaxRegression", "0.02"));
        model.AddItem("Gate", "Recall", 10, ("MaxRegression", "0.05"));
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate[..3], Stage.Accept, Stage.Gate]));
        using (var accepted = JsonDocument.Parse(File.ReadAllText(model.File("Leave.accepted.json"))))
        {
            Assert.True(accepted.RootElement.GetProperty("threshold").GetDouble() is > 0.5 and < 1);
        }

        // Far more are taken for anomalies now: more false alarms, and more of the true ones.
        model.AddItem("Trainer", "IsolationForest", 8, ("Contamination", "0.2"));
        var outcome = model.Run([Stage.Train, Stage.Evaluate, Stage.Gate]);

        Assert.Equal(StageOutcome.GateFailed, outcome);
        var failed = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT4002");
        Assert.Contains("AnomalyRate", failed.Message, StringComparison.Ordinal);
        Assert.Contains("paired", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(model.Diagnostics.Items, d => d.Message.Contains("Recall", StringComparison.Ordinal));
    }

    [Fact]
    public void Folds_measure_what_others_learned_of_each()
    {
        using var model = AnomalyModel.Folder(hasLabel: true);
        model.Properties["ModelFolds"] = "3";

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));

        using var folds = JsonDocument.Parse(File.ReadAllText(model.Output(Stage.Train, "folds.json")));
        var auc = folds.RootElement.GetProperty("metrics").EnumerateArray().Single(m => m.GetProperty("name").GetString() == "AUC");
        Assert.InRange(auc.GetProperty("mean").GetDouble(), 0.9, 1);
    }

    [Fact]
    public void A_prediction_is_explained_exactly_in_the_logarithm_of_its_score()
    {
        using var model = AnomalyModel.Folder(hasLabel: false);
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        var explained = new ExplainedModel(File.ReadAllBytes(model.Output(Stage.Train, "model.onnx")), SchemaFile.Read(model.File("Leave.schema.json")), "model.onnx");

        var row = Assert.Single(explained.Explain("""{"usage": 5000, "age": 30, "plan": "a"}""", "row", null, 1, CancellationToken.None));

        Assert.Equal(ExplanationReport.TreeShap, explained.Method);
        Assert.Equal("log2 of the anomaly score", explained.Unit);
        Assert.Equal(row.Prediction, Math.Pow(2, row.Score), 1e-6);
        Assert.Equal("usage", row.Reasons[0].Column);
        Assert.True(row.Reasons[0].Contribution > 0);
        Assert.Null(row.Explained);
    }

    [Fact]
    public void Tests_of_behaviour_look_at_the_score_and_those_of_classes_say_why_they_cannot()
    {
        using var model = AnomalyModel.Folder(hasLabel: false);
        model.AddItem("DirectionalTest", "usage", 10, ("Change", "+5000"), ("Expect", "NotDecrease"), ("Tolerance", "0.05"));
        model.AddItem("ExpectedPrediction", "far off", 11, ("Values", "usage=5000;age=30;plan=a"), ("Min", "0.5"));
        model.AddItem("FairnessGate", "plan", 12, ("MaxDemographicParityDifference", "0.1"));
        model.AddItem("CalibrationGate", "probability", 13, ("MaxECE", "0.05"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));

        Assert.Equal([12, 13], model.Diagnostics.Items.Select(d => d.Location.Line));
        Assert.Contains("The model is one of the task AnomalyDetection", model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
        Assert.Contains("AnomalyDetection", model.Diagnostics.Items[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_a_label_or_losses_is_told()
    {
        using var model = AnomalyModel.Folder(hasLabel: false);
        model.Properties["ModelFindWeakSlices"] = "Warn";
        model.AddItem("StabilityTest", "seeds", 12, ("Metric", "AUC"), ("MaxSpread", "0.1"));
        model.Run([.. ToGate[..2], Stage.Challenge]);
        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT2501" && d.Message.Contains("learns without one", StringComparison.Ordinal));

        model.Items.Clear();
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        Assert.Equal(["INGOT3049"], model.Diagnostics.Items.Select(d => d.Code));
    }

    [Theory]
    [InlineData("LightGbm", "", "", "The trainer LightGbm cannot be used for AnomalyDetection; it learns BinaryClassification, Regression, MulticlassClassification, Ranking. Choose one of IsolationForest.")]
    [InlineData("IsolationForest", "Contamination", "0", "Contamination=\"0\" of the trainer IsolationForest cannot be used; expected a number from 1E-06 to 0.5. The default is 0.01.")]
    [InlineData("IsolationForest", "Contamination", "1", "Contamination=\"1\" of the trainer IsolationForest cannot be used; expected a number from 1E-06 to 0.5. The default is 0.01.")]
    [InlineData("IsolationForest", "ClassWeights", "Balanced", "has no parameter 'ClassWeights' for AnomalyDetection; expected one of Trees, SampleSize, MaxFeatures, Contamination.")]
    public void A_trainer_that_cannot_do_it_is_refused(string trainer, string parameter, string value, string expected)
    {
        using var model = AnomalyModel.Folder(hasLabel: false);
        model.AddItem("Trainer", trainer, 8, parameter.Length > 0 ? [(parameter, value)] : []);

        Assert.NotEqual(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));
        Assert.Contains(expected, Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2001").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_the_projects_own_and_a_label_of_three_classes_are_refused()
    {
        using var model = AnomalyModel.Folder(hasLabel: false);
        model.AddItem("PretrainedModel", model.File("other.onnx"), 8);
        model.Run(Stage.Prepare);
        Assert.Contains("The project brings a model of its own (Pretrained), and the ModelTask is AnomalyDetection", Assert.Single(model.Diagnostics.Items).Message, StringComparison.Ordinal);

        model.Items.Clear();
        model.Properties["ModelLabel"] = "plan";
        model.Run(Stage.Prepare);
        Assert.Contains("AnomalyDetection expects 2, usual rows and anomalies. Make it two in the data, or leave the ModelLabel out", Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT1011").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_says_no_task_any_more_is_told_of_the_schema()
    {
        using var model = AnomalyModel.Folder(hasLabel: true);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare));
        model.Properties.Remove("ModelTask");

        model.Run(Stage.Prepare);

        Assert.Contains("The schema's task is AnomalyDetection, and the project has no ModelTask.", Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT1002").Message, StringComparison.Ordinal);
    }

    private static List<string> Names(ModelFolder model)
    {
        using var metrics = JsonDocument.Parse(File.ReadAllText(model.Output(Stage.Evaluate, "metrics.json")));
        return [.. metrics.RootElement.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("name").GetString()!)];
    }
}
