using Ingot.Core.Diagnostics;
using Ingot.Core.Explanations;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Pipeline.Evaluate;
using Ingot.Pipeline.Explain;
using Ingot.Scoring.Explanations;

namespace Ingot.Pipeline.Tests;

/// <summary>Reasons: in the build's report, and for a row that a person writes down.</summary>
public sealed class ExplainedModelTests
{
    [Theory]
    [InlineData("LightGbm", ExplanationReport.TreeShap)]
    [InlineData("LogisticRegression", ExplanationReport.Linear)]
    [InlineData("Ensemble", ExplanationReport.Sampled)]
    public void The_report_has_what_moves_predictions_and_a_row_has_reasons_that_add_up(string trainer, string method)
    {
        using var model = new ModelFolder();
        if (trainer == "Ensemble")
        {
            model.Properties["ModelEnsemble"] = "Average";
            model.AddItem("Trainer", "LogisticRegression", 7);
        }

        model.AddItem("Trainer", trainer == "Ensemble" ? "LightGbm" : trainer, 6);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate));

        var report = ExplanationFile.Read(model.Output(Stage.Evaluate, "explanations.json"));
        Assert.Equal((method, "log-odds of Yes", 300), (report.Method, report.Unit, report.ReferenceRows));

        // The label follows from usage and plan, not from age.
        Assert.Equal(["age"], report.Columns.Select(c => c.Name).Except(report.Columns.Take(2).Select(c => c.Name)));
        var plan = report.Columns.Single(c => c.Name == "plan").Bins;
        Assert.Equal(["a", "b", "c"], plan.Select(b => b.Values).Order());
        Assert.True(plan.Single(b => b.Values == "a").Mean > plan.Single(b => b.Values == "c").Mean);
        var usage = report.Columns.Single(c => c.Name == "usage").Bins;
        Assert.Equal(8, usage.Count);
        Assert.True(usage[^1].Mean > usage[0].Mean);
        Assert.All(usage, b => Assert.True(b.Low <= b.Mean && b.Mean <= b.High && b.Rows >= 5));

        var asked = Asked(model);
        var rows = asked.Explain("""[{"usage": 90, "plan": "a", "age": 30}, {"usage": "5.5", "plan": null}]""", "row.json", model.Output(Stage.Prepare, "reference.parquet"), 1, default);
        Assert.Equal((method, "log-odds of Yes"), (asked.Method, asked.Unit));
        Assert.True(rows[0].Prediction > 0.9 && rows[1].Prediction < 0.5);
        Assert.All(rows, r => Assert.Equal(Math.Log(r.Prediction / (1 - r.Prediction)), r.Score, 2e-3));
        Assert.All(rows, r => Assert.Equal(r.Score, r.Base + r.Reasons.Sum(x => x.Contribution), 9));
        Assert.Equal("30", rows[0].Reasons.Single(r => r.Column == "age").Value);
        Assert.Equal(Reason.Missing, rows[1].Reasons.Single(r => r.Column == "plan").Value);
        Assert.All(rows[0].Reasons, r => Assert.Equal(method == ExplanationReport.Sampled, r.Error is not null));
        Assert.Equal(rows[0].Reasons.OrderByDescending(r => Math.Abs(r.Contribution)), rows[0].Reasons);
    }

    [Theory]
    [InlineData("""{"usge": 5}""", "did you mean usage?")]
    [InlineData("""{"usage": "many"}""", "is a Number column, and its value is \"many\"")]
    [InlineData("""{"usage": [5]}""", "is a Number column")]
    [InlineData("""{"plan": true}""", "is a String column")]
    [InlineData("""[5]""", "is no row")]
    [InlineData("""{"usage": """, "is no row")]
    public void A_row_that_cannot_be_used_says_why(string json, string message)
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "FastTree", 6, ("Iterations", "5"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));

        var fault = Assert.Throws<IngotException>(() => Asked(model).Explain(json, "row.json", null, 1, default)).Diagnostic;
        Assert.Equal(("INGOT1050", "row.json"), (fault.Code, fault.Location.File));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_that_is_computed_stands_for_itself_and_reasons_still_add_up()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "FastTree", 6, ("Iterations", "20"));
        model.AddItem("Feature", "ratio", 7, ("Expression", "usage / (age + 1)"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate));

        Assert.Contains(ExplanationFile.Read(model.Output(Stage.Evaluate, "explanations.json")).Columns, c => c.Name == "ratio" && c.MeanAbsolute > 0);
        var row = Assert.Single(Asked(model).Explain("""{"usage": 90, "plan": "a", "age": 30}""", "row.json", null, 1, default));
        Assert.Null(row.Reasons.Single(r => r.Column == "ratio").Value);
        Assert.Equal(Math.Log(row.Prediction / (1 - row.Prediction)), row.Score, 2e-3);
    }

    [Fact]
    public void A_model_that_is_sampled_needs_usual_rows()
    {
        using var model = Splitless();
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));

        Assert.Equal("INGOT1050", Assert.Throws<IngotException>(() => Asked(model).Explain("{}", "row.json", null, 1, default)).Diagnostic.Code);
    }

    [Theory]
    [InlineData("FastTree")]
    [InlineData("LogisticRegression")]
    public void A_project_that_wants_reasons_says_so_in_its_model_and_its_client(string trainer)
    {
        using var model = new ModelFolder();
        model.Properties["ModelReasons"] = "2";
        model.AddItem("Trainer", trainer, 6, ("Iterations", "5"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));

        Assert.Equal(2, ExactExplanation.Of(File.ReadAllBytes(model.Output(Stage.Train, "model.onnx")))!.Reasons);
        Assert.Contains("PredictWithReasons", string.Concat(Directory.EnumerateFiles(Path.GetDirectoryName(model.Output(Stage.Prepare, "schema.json"))!, "*.cs").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_that_cannot_be_exact_are_an_error_at_the_line_that_wants_them()
    {
        using var model = Splitless();
        model.Properties["ModelReasons"] = "2";

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Prepare, Stage.Train));
        Assert.Equal("INGOT2090", model.Diagnostics.Items.Single(d => d.Descriptor.Severity == DiagnosticSeverity.Error).Code);
    }

    [Fact]
    public void A_project_that_wants_no_explanations_has_none()
    {
        using var model = new ModelFolder();
        model.Properties["ModelExplanations"] = "false";
        model.AddItem("Trainer", "FastTree", 6, ("Iterations", "5"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));

        Assert.False(File.Exists(model.Output(Stage.Evaluate, "explanations.json")));
        Assert.False(File.Exists(model.Output(Stage.Export, "explanations.json")));
    }

    [Fact]
    public void Values_of_a_column_are_grouped_so_that_no_row_is_shown()
    {
        double[] few = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 1.0 : 2.0)];
        double[] contributions = [.. Enumerable.Range(0, 40).Select(i => (double)i)];

        Assert.Equal([("1", 20, 19.0), ("2", 20, 20.0)], ContributionBins.Of(new NumberColumn("x", few), contributions).Select(b => (b.Values, b.Rows, b.Mean)));
        Assert.Equal([("false", 20), ("true", 20)], ContributionBins.Of(new BooleanColumn("x", [.. few.Select(v => (sbyte)(v - 1))]), contributions).Select(b => (b.Values, b.Rows)));

        // Ten texts: the eight most frequent, and the others together; those of fewer than five rows are left out.
        var texts = new StringColumn("t", [.. Enumerable.Range(0, 100).Select(i => i < 90 ? i % 9 : 9)], [.. Enumerable.Range(0, 10).Select(i => $"t{i}")]);
        Assert.Equal(["t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "others"], ContributionBins.Of(texts, new double[100]).Select(b => b.Values));
        var missing = ContributionBins.Of(new NumberColumn("x", [.. few.Select((v, i) => i < 10 ? double.NaN : v)]), contributions);
        Assert.Equal(("missing", 10, 4.5), (missing[^1].Values, missing[^1].Rows, missing[^1].Mean));
        Assert.Equal(["1970-01-01 to 1970-01-03"], ContributionBins.Of(new DateColumn("d", [.. Enumerable.Range(0, 40).Select(i => i * 86_400_000_000L / 2)]), contributions).Take(1).Select(b => b.Values));
    }

    /// <summary>A tree whose leaves would need more rows than there are: nothing can be said of how they came there.</summary>
    private static ModelFolder Splitless()
    {
        var model = new ModelFolder();
        model.AddItem("Trainer", "FastTree", 6, ("Iterations", "1"), ("MinDataInLeaf", "100000"));
        return model;
    }

    private static ExplainedModel Asked(ModelFolder model)
    {
        var onnx = model.Output(Stage.Train, "model.onnx");
        return new ExplainedModel(File.ReadAllBytes(onnx), SchemaFile.Read(model.Output(Stage.Prepare, "schema.json")), onnx);
    }
}
