using System.Globalization;
using System.Text.Json;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Data;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Pipeline.Tests;

public class EvaluateTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void A_gate_may_name_a_slice_for_which_there_is_no_item()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "Accuracy", 9, ("Min", "0.5"), ("Slice", "plan=b"));

        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));

        var verdict = Assert.Single(VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json")));
        Assert.Equal((GateOutcome.Passed, "plan=b"), (verdict.Outcome, verdict.Slice));
        var slices = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json")).Metrics.Select(m => m.Slice).Distinct();
        Assert.Equal([null, "plan=b"], slices);
    }

    [Fact]
    public void A_gate_on_a_slice_that_is_none_fails_at_its_line()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "Accuracy", 9, ("Min", "0"), ("Slice", "plan=z"));
        model.AddItem("Gate", "Accuracy", 10, ("Min", "0"), ("Slice", "colour=red"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal([("INGOT4004", 9), ("INGOT4004", 10)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
    }

    [Fact]
    public void Latency_and_throughput_are_measured_when_a_gate_asks_and_not_packed()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "Latency.P99", 9, ("Max", "1000s"));
        model.AddItem("Gate", "Throughput", 10, ("Min", "0.001/s"));

        Assert.Equal(StageOutcome.Passed, model.Run([.. ToGate, Stage.Export]));

        var measured = MetricsFile.Read(model.Output(Stage.Evaluate, "performance.json")).Metrics.ToDictionary(m => m.Name, m => m.Value);
        Assert.Equal(["Latency.P50", "Latency.P99", "Throughput"], measured.Keys);
        Assert.All(measured.Values, v => Assert.True(v > 0 && double.IsFinite(v)));
        Assert.True(measured["Latency.P50"] <= measured["Latency.P99"]);

        Assert.All(VerdictsFile.Read(model.Output(Stage.Export, "verdicts.json")), v => Assert.True(double.IsNaN(v.Value)));
        Assert.False(File.Exists(model.Output(Stage.Export, "performance.json")));
        Assert.DoesNotContain("Latency", File.ReadAllText(model.Output(Stage.Evaluate, "metrics.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_timed_when_no_gate_asks()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("Min", "0.5"));
        model.Run(ToGate);

        Assert.False(File.Exists(model.Output(Stage.Evaluate, "performance.json")));
    }

    [Fact]
    public void A_model_that_returns_infinity_for_valid_rows_cannot_be_evaluated()
    {
        using var model = new ModelFolder();
        model.Properties["ModelTask"] = "Regression";
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "3"));
        WriteNumbers(model, "train.csv", 200, []);
        WriteNumbers(model, "reference.csv", 50, ["3e38,1,5", "2,3e38,5"]);
        Assert.True(StageOutcome.Passed == model.Run(Stage.Prepare, Stage.Train), string.Join('\n', model.Diagnostics.Items));

        // Ten times 3e38 is beyond float32, in which a model returns its predictions.
        var schema = SchemaFile.Read(model.Output(Stage.Prepare, "schema.json"));
        var training = ParquetTable.Read(model.Output(Stage.Prepare, "training.parquet"), ["usage", "age"]);
        OnnxModelWriter.Write(
            model.Output(Stage.Train, "model.onnx"),
            schema,
            FeaturePlan.Fit(training, schema, [], FeatureStyle.NativeTrees),
            new LinearModel([[10, 10]], [0]) { Link = OutputLink.Identity, Outputs = 1 },
            0.5,
            "Leave");

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Evaluate));

        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT3002", 8), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("2 of 52 reference rows (rows 50, 51)", diagnostic.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(model.File("ingot/evaluate")));
    }

    [Fact]
    public void Reference_rows_of_a_class_that_the_model_does_not_know_cannot_be_evaluated()
    {
        using var model = new ModelFolder();
        model.Run(Stage.Prepare, Stage.Train);
        var schema = model.File("Leave.schema.json");
        File.WriteAllText(schema, File.ReadAllText(schema).Replace("\"minDomainMass\": 1", "\"minDomainMass\": 0.5", StringComparison.Ordinal));
        File.AppendAllText(model.File("reference.csv"), "10,30,a,Perhaps\n");

        Assert.Equal(StageOutcome.BadInput, model.Run([Stage.Prepare, Stage.Train, Stage.Evaluate]));

        var diagnostic = model.Diagnostics.Items[^1];
        Assert.Equal(("INGOT3003", schema), (diagnostic.Code, diagnostic.Location.File));
        Assert.Contains("1 of 301 reference rows (row 300)", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_that_differ_in_case_only_have_columns_of_their_own()
    {
        using var model = new ModelFolder();
        foreach (var (file, rows) in ((string, int)[])[("train.csv", 300), ("reference.csv", 60)])
        {
            var lines = Enumerable.Range(0, rows).Select(i => string.Create(
                CultureInfo.InvariantCulture, $"{i * 7 % 30},{i + rows},x,{((string[])["a", "A", "b"])[i * 7 % 30 / 10]}"));
            File.WriteAllText(model.File(file), "usage,age,plan,left\n" + string.Join('\n', lines) + "\n");
        }

        Assert.True(StageOutcome.Passed == model.Run([.. ToGate, Stage.Accept]), string.Join('\n', model.Diagnostics.Items));
        var names = ParquetTable.ColumnNames(model.File("Leave.accepted.parquet"));
        Assert.Equal(["row", "probability_A", "probability_a_2", "probability_b"], names);
    }

    [Fact]
    public void A_misspelled_threshold_stops_the_stage_at_the_gates_line()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("Mim", "0.99"));

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Prepare));
        Assert.Equal(("INGOT1001", 9), (Assert.Single(model.Diagnostics.Items).Code, model.Diagnostics.Items[0].Location.Line));
    }

    [Fact]
    public void Sarif_names_the_project_from_the_root_of_its_repository()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("Min", "1"));
        Directory.CreateDirectory(model.File(".git"));
        model.Run(ToGate);

        using var sarif = JsonDocument.Parse(File.ReadAllBytes(model.Output(Stage.Gate, "verdicts.sarif")));
        var place = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("Leave.csproj", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(9, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    private static void WriteNumbers(ModelFolder model, string file, int rows, string[] more)
    {
        var lines = Enumerable.Range(0, rows).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i * 7 % 50},{i * 11 % 60},{(5 * (i * 7 % 50)) + (9 * (i * 11 % 60)) + (rows % 7)}"));
        File.WriteAllText(model.File(file), "usage,age,left\n" + string.Join('\n', lines.Concat(more)) + "\n");
    }
}
