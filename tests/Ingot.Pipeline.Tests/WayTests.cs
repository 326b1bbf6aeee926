using System.Text.Json;

namespace Ingot.Pipeline.Tests;

public class WayTests
{
    private static readonly Stage[] ToEvaluate = [Stage.Prepare, Stage.Train, Stage.Evaluate];

    [Fact]
    public void From_data_to_an_exported_model_and_its_evidence()
    {
        using var model = new ModelFolder();
        model.AddItem("Slice", "plan");
        model.AddItem("Gate", "AUC", 9, ("Min", "0.75"));

        var outcome = model.Run([.. ToEvaluate, Stage.Gate, Stage.Export]);

        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        foreach (var file in (string[])["Leave.onnx", "Leave.schema.json", "metrics.json", "verdicts.json", "profile.json", "golden.json", "importance.json", "README.md", "card.html", "modelcard.cdx.json"])
        {
            Assert.True(File.Exists(model.Output(Stage.Export, file)), file);
        }

        Assert.True(File.Exists(model.File("Leave.schema.json")));
        Assert.Equal(300, Metric(model, "AUC", null).GetProperty("rows").GetInt64());
        Assert.True(Metric(model, "AUC", "plan=a").GetProperty("rows").GetInt64() is > 50 and < 150);
    }

    [Fact]
    public void A_gate_that_fails_says_so_at_its_line_and_leaves_its_verdict()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("Min", "0.9999"));

        var outcome = model.Run([.. ToEvaluate, Stage.Gate]);

        Assert.Equal(StageOutcome.GateFailed, outcome);
        var diagnostic = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT4001");
        Assert.Equal(9, diagnostic.Location.Line);
        Assert.Contains("Failed", File.ReadAllText(model.Output(Stage.Gate, "verdicts.json")), StringComparison.Ordinal);
        Assert.Contains("INGOT4001", File.ReadAllText(model.Output(Stage.Gate, "diagnostics.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_failed_has_a_card_and_one_that_passed_is_exported_with_the_one_that_Gate_made()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("Min", "0.9999"));
        Assert.Equal(StageOutcome.GateFailed, model.Run([.. ToEvaluate, Stage.Gate]));

        var card = File.ReadAllText(model.Output(Stage.Gate, "card.html"));
        Assert.Contains("INGOT4001", card, StringComparison.Ordinal);
        Assert.Contains("ROC", card, StringComparison.Ordinal);
        Assert.Contains("**Not passed**", File.ReadAllText(model.Output(Stage.Gate, "Leave.card.md")), StringComparison.Ordinal);
        Assert.Contains("The model card is `ingot/gate/card.html`.", File.ReadAllText(model.Output(Stage.Gate, "Leave.summary.md")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(model.Output(Stage.Export, "card.html"))));

        model.Items.Clear();
        model.AddItem("Gate", "AUC", 9, ("Min", "0.75"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Gate, Stage.Export));
        foreach (var (made, exported) in new[] { ("card.html", "card.html"), ("Leave.card.md", "README.md"), ("modelcard.cdx.json", "modelcard.cdx.json") })
        {
            Assert.Equal(File.ReadAllBytes(model.Output(Stage.Gate, made)), File.ReadAllBytes(model.Output(Stage.Export, exported)));
        }
    }

    [Fact]
    public void A_worse_model_fails_its_change_gate_until_it_is_accepted()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0.005"));
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToEvaluate, Stage.Accept, Stage.Gate]));

        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"));
        var worse = model.Run([Stage.Train, Stage.Evaluate, Stage.Gate]);

        Assert.Equal(StageOutcome.GateFailed, worse);
        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT4002" && d.Location.Line == 9);
        Assert.Equal(StageOutcome.Passed, model.Run([Stage.Accept, Stage.Gate]));
    }

    [Fact]
    public void The_same_inputs_give_the_same_bytes()
    {
        using var first = new ModelFolder();
        using var second = new ModelFolder();
        first.Run(ToEvaluate);
        second.Run(ToEvaluate);

        foreach (var (stage, file) in ((Stage, string)[])[(Stage.Prepare, "training.parquet"), (Stage.Prepare, "profile.json"), (Stage.Train, "model.onnx"), (Stage.Evaluate, "metrics.json"), (Stage.Evaluate, "predictions.parquet")])
        {
            Assert.True(File.ReadAllBytes(first.Output(stage, file)).AsSpan().SequenceEqual(File.ReadAllBytes(second.Output(stage, file))), file);
        }
    }

    [Fact]
    public void A_stage_that_fails_leaves_the_last_good_output_and_nothing_half_written()
    {
        using var model = new ModelFolder();
        model.Run(ToEvaluate);
        var before = File.ReadAllBytes(model.Output(Stage.Train, "model.onnx"));
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "many"));

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Train));

        Assert.Equal(before, File.ReadAllBytes(model.Output(Stage.Train, "model.onnx")));
        Assert.Equal(["evaluate", "prepare", "train"], Folders(model));
    }

    [Fact]
    public void A_cancelled_stage_leaves_nothing()
    {
        using var model = new ModelFolder();
        model.Run(Stage.Prepare);

        Assert.ThrowsAny<OperationCanceledException>(() => model.Run(Stage.Train, new CancellationToken(canceled: true)));

        Assert.Equal(["prepare"], Folders(model));
    }

    [Fact]
    public void A_stage_before_its_time_is_a_coded_error()
    {
        using var model = new ModelFolder();

        Assert.Equal(StageOutcome.Infrastructure, model.Run(Stage.Evaluate));
        Assert.Equal("INGOT9003", Assert.Single(model.Diagnostics.Items).Code);
    }

    [Fact]
    public void A_slice_that_does_not_exist_is_an_error_at_its_line()
    {
        using var model = new ModelFolder();
        model.AddItem("Slice", "colour", 6);

        Assert.Equal(StageOutcome.BadInput, model.Run(ToEvaluate));
        Assert.Equal(("INGOT3001", 6), (model.Diagnostics.Items[^1].Code, model.Diagnostics.Items[^1].Location.Line));
    }

    private static string[] Folders(ModelFolder model) =>
        [.. Directory.GetDirectories(model.File("ingot")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static JsonElement Metric(ModelFolder model, string name, string? slice)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(model.Output(Stage.Evaluate, "metrics.json")));
        return document.RootElement.GetProperty("metrics").EnumerateArray()
            .First(m => m.GetProperty("name").GetString() == name && m.GetProperty("slice").GetString() == slice)
            .Clone();
    }
}
