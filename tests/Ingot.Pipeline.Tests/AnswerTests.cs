using Ingot.Artifacts.Stages;
using Ingot.Core.Explanations;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Ingot.Pipeline.Tests;

/// <summary>What calibration and threshold are to the stages after the training.</summary>
public class AnswerTests
{
    private static readonly Stage[] s_toExport = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export];

    [Fact]
    public void A_chosen_threshold_is_the_one_of_metrics_card_and_production_and_its_cost_can_be_gated()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "20"), ("Leaves", "6"));
        model.AddItem("Gate", "Cost", 9, ("Max", "2"));
        model.Properties["ModelCalibration"] = "Isotonic";
        model.Properties["ModelThresholdCosts"] = "FalsePositive=1;FalseNegative=9";
        Assert.True(StageOutcome.Passed == model.Run(s_toExport), string.Join('\n', model.Diagnostics.Items));

        var report = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json"));
        var threshold = report.Threshold!.Value;
        Assert.InRange(threshold, 0.001, 0.4);

        // Of the file's own answers.
        var rows = ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["label", "probability"]);
        var (label, probability) = ((StringColumn)rows["label"], ((NumberColumn)rows["probability"]).Values);
        var costs = Enumerable.Range(0, rows.Rows).Select(r => new DecisionCosts(1, 9).Of(probability[r] >= threshold, label[r] == "Yes")).ToList();
        var cost = report.Metrics.Single(m => m.Name == "Cost");
        Assert.Equal(costs.Average(), cost.Value, 1e-9);
        Assert.True(cost.Low < cost.Value && cost.Value < cost.High);
        Assert.Equal(GateOutcome.Passed, Assert.Single(VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"))).Outcome);

        var written = threshold.ToString(CultureInfo.InvariantCulture);
        var card = File.ReadAllText(Directory.GetFiles(model.File("ingot/gate"), "*.html").Single());
        Assert.Contains($"{written}, chosen by FalsePositive=1; FalseNegative=9", card, StringComparison.Ordinal);
        Assert.Contains($"threshold {written}:", card, StringComparison.Ordinal);
        Assert.Contains("Isotonic", card, StringComparison.Ordinal);
        var plan = MonitorPlanFile.Read(Directory.GetFiles(model.File("ingot/export"), "monitoring.json", SearchOption.AllDirectories).Single());
        Assert.Equal(threshold, plan.ClassificationThreshold);
        var served = ParquetTable.Read(Directory.GetFiles(model.File("ingot/export"), "monitoring.parquet", SearchOption.AllDirectories).Single(), ["predicted_label", "probability"]);
        var (said, of) = ((StringColumn)served["predicted_label"], ((NumberColumn)served["probability"]).Values);
        Assert.All(Enumerable.Range(0, served.Rows), r => Assert.Equal(of[r] >= threshold ? "Yes" : "No", said[r]));
        Assert.Equal("log-odds of Yes, before calibration", ExplanationFile.Read(model.Output(Stage.Evaluate, "explanations.json")).Unit);
    }

    [Fact]
    public void A_gate_on_costs_that_nobody_said_tells_where_to_say_them()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "5"));
        model.AddItem("Gate", "Cost", 9, ("Max", "2"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(s_toExport));
        Assert.Contains("Say what wrong decisions cost with the property ModelThresholdCosts", Assert.Single(model.Diagnostics.Items).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_metric_regresses_when_the_accepted_one_was_at_its_own_threshold()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "20"), ("Leaves", "6"));
        model.AddItem("Gate", "Recall", 9, ("MaxRegression", "0.02"));
        model.Properties["ModelThresholdTarget"] = "Recall>=0.99";
        model.Run(s_toExport);
        Assert.Equal(StageOutcome.Passed, model.Run([Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Accept]));

        // The same scores, and fewer are predicted positive: only the thresholds tell the two apart.
        model.Properties["ModelThresholdTarget"] = "Precision>=0.95";
        Assert.Equal(StageOutcome.GateFailed, model.Run(s_toExport));
        Assert.Equal("INGOT4002", Assert.Single(model.Diagnostics.Items, d => d.Severity == Ingot.Core.Diagnostics.DiagnosticSeverity.Error).Code);
    }

    [Theory]
    [InlineData("ModelCalibration", "Sigmoid", "INGOT2080")]
    [InlineData("ModelThresholdTarget", "Recall>=0.8", "INGOT2082")]
    [InlineData("ModelPredictionInterval", "0.9", "INGOT2084")]
    public void Of_a_model_that_is_brought_it_is_refused(string property, string value, string code)
    {
        using var brought = new ModelFolder();
        brought.Properties[property] = value;
        brought.AddItem("PretrainedModel", brought.File("brought.onnx"), 7);
        Assert.Equal(StageOutcome.BadInput, brought.Run(Stage.Prepare, Stage.Train));
        var refused = Assert.Single(brought.Diagnostics.Items, d => d.Code == code);
        Assert.StartsWith($"The project has {property}, and the model is one of its own", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intervals_are_measured_gated_shown_and_answered_by_client_and_server()
    {
        using var model = new ModelFolder();
        model.Properties["ModelTask"] = "Regression";
        model.Properties["ModelPredictionInterval"] = "80%";
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "20"), ("Leaves", "6"));
        model.AddItem("Gate", "Coverage", 9, ("Min", "0.7"), ("Max", "0.9"));
        model.AddItem("Gate", "IntervalWidth", 10, ("Max", "1000"));
        Numbers(model, "train.csv", 900, 1);
        Numbers(model, "reference.csv", 400, 2);
        Assert.True(StageOutcome.Passed == model.Run(s_toExport), string.Join('\n', model.Diagnostics.Items));

        var metrics = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json")).Metrics.ToDictionary(m => m.Name, StringComparer.Ordinal);
        var rows = ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["label", "prediction", "prediction_low", "prediction_high"]);
        double[] Of(string column) => ((NumberColumn)rows[column]).Values;
        var (label, low, high) = (Of("label"), Of("prediction_low"), Of("prediction_high"));
        var covered = Enumerable.Range(0, rows.Rows).Average(r => label[r] >= low[r] && label[r] <= high[r] ? 1.0 : 0);
        Assert.Equal(covered, metrics["Coverage"].Value, 1e-12);
        Assert.InRange(covered, metrics["Coverage"].Low, metrics["Coverage"].High);
        Assert.Equal(Enumerable.Range(0, rows.Rows).Average(r => high[r] - low[r]), metrics["IntervalWidth"].Value, 1e-9);
        Assert.All(VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json")), v => Assert.Equal(GateOutcome.Passed, v.Outcome));
        Assert.Contains("rows of 5 folds, each scored by a model that had not learned from it", await File.ReadAllTextAsync(Directory.GetFiles(model.File("ingot/gate"), "*.html").Single()), StringComparison.Ordinal);
        Assert.Contains("outputs.PredictionHighs()", await File.ReadAllTextAsync(Directory.GetFiles(model.File("ingot/prepare"), "*.g.cs").Single()), StringComparison.Ordinal);

        await using var server = await ModelServer.StartAsync(model);
        var cells = (await File.ReadAllLinesAsync(model.File("reference.csv"))).Skip(1).Select(l => l.Split(','));
        var answers = await server.PredictAsync(cells.Select(c => new JsonObject { ["usage"] = c[0], ["age"] = c[1] }));
        Assert.Equal(low.Select(v => (float)v), answers.Select(a => (float)a!["prediction_low"]!));
        Assert.Equal(high.Select(v => (float)v), answers.Select(a => (float)a!["prediction_high"]!));
        var inferred = await server.InferAsync(ModelServer.Tensor("usage", "FP32", 3), ModelServer.Tensor("age", "FP32", 30));
        Assert.Equal(["prediction_high", "prediction_low", "score"], inferred.Select(o => (string)o!["name"]!).Order(StringComparer.Ordinal));
    }

    private static void Numbers(ModelFolder model, string file, int rows, int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, rows).Select(_ =>
        {
            var (usage, age) = (random.Next(50), random.Next(60));
            return string.Create(CultureInfo.InvariantCulture, $"{usage},{age},{(5 * usage) + (9 * age) + (100 * random.NextDouble()):F2}");
        });
        File.WriteAllText(model.File(file), "usage,age,left\n" + string.Join('\n', lines) + "\n");
    }
}
