using Ingot.Core.Drift;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Slices;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

public class ExportTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void The_card_is_made_of_what_the_stages_left()
    {
        using var model = new ModelFolder();
        model.AddItem("Slice", "plan");
        model.AddItem("Gate", "AUC", 9, ("Min", "0.6"));

        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));

        var card = Card(model);
        Assert.All(
            new[] { "AUC Min=0.6", "plan=a", "ROC", "Calibration", "Confusion matrix", "Permutation importance", "iterations kept", "train.csv", "linux-x64" },
            text => Assert.Contains(text == "linux-x64" ? System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier : text, card, StringComparison.Ordinal));
        Assert.DoesNotContain(Path.GetTempPath(), card, StringComparison.Ordinal);
        Assert.Contains("\"performanceMetrics\"", File.ReadAllText(model.Output(Stage.Export, "modelcard.cdx.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(model.Output(Stage.Export, "importance.json")));
    }

    [Fact]
    public void What_is_damaged_does_not_get_into_the_package()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        (Stage Stage, string File, string Content)[] damages =
        [
            (Stage.Gate, "verdicts.json", "[{\"gate\": \"AUC"),
            (Stage.Gate, "verdicts.json", "[null]"),
            (Stage.Gate, "modelcard.cdx.json", "{"),
            (Stage.Prepare, "profile.json", string.Empty),
        ];
        foreach (var (stage, file, content) in damages)
        {
            var path = model.Output(stage, file);
            var whole = File.ReadAllText(path);
            File.WriteAllText(path, content);

            Assert.NotEqual(StageOutcome.Passed, model.Run(Stage.Export));

            Assert.Equal(("INGOT9006", path), (Assert.Single(model.Diagnostics.Items).Code, model.Diagnostics.Items[0].Location.File));
            Assert.False(Directory.Exists(Path.GetDirectoryName(model.Output(Stage.Export, file))));
            File.WriteAllText(path, whole);
        }

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Export));
    }

    [Fact]
    public void What_the_project_asks_of_production_goes_with_the_package_but_for_conditions_that_would_be_run()
    {
        using var model = new ModelFolder();
        model.Properties["ModelDriftThreshold"] = "Both";
        model.AddItem("Slice", "plan");
        model.AddItem("Slice", "old", 0, ("Where", "age > 60"));
        model.AddItem("MonitorGate", "AUC", 20, ("Min", "0.7"), ("Slice", "plan=a"));
        model.AddItem("MonitorGate", "AUC", 21, ("Min", "0.6"), ("Slice", "old"));
        model.AddItem("MonitorGate", "Drift", 22, ("Column", "usage"), ("Measure", "PSI"), ("Max", "0.2"), ("Policy", "NonInferior"));
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));

        var path = model.Output(Stage.Export, "monitoring.json");
        var plan = MonitorPlanFile.Read(path);
        Assert.Equal(("Leave", DriftThresholdMode.Both), (plan.Model, plan.DriftThreshold));
        Assert.Equal(["plan"], plan.Slices);
        Assert.Equal(["AUC Slice=old"], plan.LeftOut);
        Assert.Equal(
            [new("AUC", null, "plan=a", null, "0.7", null, null, GatePolicy.Significant), new("Drift", "usage", null, "PSI", null, "0.2", null, GatePolicy.NonInferior)],
            plan.Gates);
        Assert.Equal(["Column", "Max", "Measure", "Policy"], plan.Gates[1].Metadata().Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("age > 60", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_to_compare_production_with_are_a_sample_of_the_reference_rows_with_label_and_answers()
    {
        using var model = new ModelFolder();
        model.Properties["ModelMonitoringRows"] = "40";
        model.Properties["ModelClassificationThreshold"] = "0.3";
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));

        var path = model.Output(Stage.Export, "monitoring.parquet");
        Assert.Equal(["ingot_row", "usage", "age", "plan", "ingot_label", "predicted_label", "probability"], ParquetTable.ColumnNames(path));
        var sample = ParquetTable.Read(path, ParquetTable.ColumnNames(path));
        var rows = Array.ConvertAll(((NumberColumn)sample["ingot_row"]).Values, r => (int)r);
        Assert.Equal(40, rows.Distinct().Count());
        Assert.Equal(rows.Order(), rows);

        var lines = File.ReadAllLines(model.File("reference.csv"));
        var evaluated = ((NumberColumn)ParquetTable.Read(model.Output(Stage.Evaluate, "predictions.parquet"), ["probability"])["probability"]).Values;
        var (plan, label, predicted) = ((StringColumn)sample["plan"], (StringColumn)sample["ingot_label"], (StringColumn)sample["predicted_label"]);
        for (var i = 0; i < rows.Length; i++)
        {
            // Without dropped rows the number of a row is its place.
            var cells = lines[rows[i] + 1].Split(',');
            Assert.Equal((cells[2], cells[3]), (plan[i], label[i]));
            Assert.Equal(evaluated[rows[i]], ((NumberColumn)sample["probability"]).Values[i]);
            Assert.Equal(evaluated[rows[i]] >= 0.3f ? "Yes" : "No", predicted[i]);
        }

        model.Properties["ModelMonitoringRows"] = "300";
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Export));
        Assert.Equal(300, ParquetTable.Read(path, ["ingot_row"]).Rows);
        model.Properties["ModelMonitoringRows"] = "0";
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Export));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void The_same_inputs_give_the_same_card()
    {
        using var model = new ModelFolder();
        using var other = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));
        Assert.Equal(StageOutcome.Passed, other.Run([.. ToGate, Stage.Export]));

        Assert.Equal(Card(model), Card(other));
        Assert.Equal(File.ReadAllText(model.Output(Stage.Export, "modelcard.cdx.json")), File.ReadAllText(other.Output(Stage.Export, "modelcard.cdx.json")));
    }

    [Fact]
    public void The_accepted_result_is_the_baseline_of_another_model_on_the_same_rows()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run([Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Accept, Stage.Gate, Stage.Export]));
        Assert.DoesNotContain("Compared with the accepted result", Card(model), StringComparison.Ordinal);

        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "3"));
        Assert.Equal(StageOutcome.Passed, model.Run([Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export]));
        Assert.Contains("Compared with the accepted result", Card(model), StringComparison.Ordinal);

        model.WriteData("reference.csv", 250, 5);
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));
        Assert.DoesNotContain("Compared with", Card(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_released_baseline_and_a_search_for_slices_are_shown_when_they_are_there()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        var released = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json")) with { Version = "0.9.0" };
        File.WriteAllText(model.Output(Stage.Evaluate, "baseline.json"), MetricsFile.ToJson(released));
        var weak = new FoundSlice
        {
            Slice = "age < 30", Where = "age < 30", Rows = 55, Value = 0.6, Rest = 0.4, Difference = 0.2, Low = 0.1, High = 0.3, EffectSize = 0.5,
            PValue = 0.001, AdjustedPValue = 0.01, Weak = true,
        };
        File.WriteAllText(
            model.Output(Stage.Evaluate, "slices.json"),
            SlicesFile.ToJson(new SlicesReport { Metric = "LogLoss", Rows = 300, Columns = 3, PairedColumns = 3, Tested = 20, Slices = [weak] }));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Gate, Stage.Export));

        var card = Card(model);
        Assert.Contains("Compared with the released package", card, StringComparison.Ordinal);
        Assert.Contains("0.9.0", card, StringComparison.Ordinal);
        Assert.Contains("age &lt; 30", card, StringComparison.Ordinal);
        Assert.Contains("1 weak", card, StringComparison.Ordinal);
        Assert.True(File.Exists(model.Output(Stage.Export, "slices.json")));
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        File.WriteAllText(model.Output(Stage.Evaluate, "slices.json"), "{ \"metric\": 3 }");

        Assert.Equal(StageOutcome.Infrastructure, model.Run(Stage.Gate));

        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal("INGOT9006", diagnostic.Code);
        Assert.EndsWith("slices.json", diagnostic.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_count_in_curves()
    {
        using var model = new ModelFolder();
        foreach (var file in new[] { "train.csv", "reference.csv" })
        {
            var lines = File.ReadAllLines(model.File(file));
            File.WriteAllLines(model.File(file), lines.Select((l, i) => l + (i == 0 ? ",w" : i % 2 == 0 ? ",2.5" : ",1")));
        }

        model.AddItem("Column", "w", 0, ("Role", "Weight"));
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));

        // 300 rows that weigh 525 together: the confusion matrix has halves.
        Assert.Matches(@"<td class=""(?:right|wrong)"" style=""--p:\d+"">[\d,]+\.5<small>", Card(model));
    }

    private static string Card(ModelFolder model) => File.ReadAllText(model.Output(Stage.Export, "card.html"));
}
