using Ingot.Artifacts;
using Ingot.Core.Gates;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

/// <summary>Change gates by the accepted scores: from the files to the verdict.</summary>
public class PairedGateTests
{
    private static readonly Stage[] ToAccept = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Accept];
    private static readonly Stage[] ToGate = [Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void A_little_worse_is_a_warning_and_much_worse_an_error()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "LogLoss", 9, ("MaxRegression", "0"));
        var plain = model.Items.Count;
        model.Run(ToAccept);

        // One of two almost equal models is the worse one: whichever it is.
        model.AddItem("Trainer", "LightGbm", 8, ("Leaves", "15"));
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        if (model.Diagnostics.Items.Count == 0)
        {
            model.Run(Stage.Accept);
            model.Items.RemoveAt(plain);
            Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        }

        Assert.Equal(("INGOT4013", 9), (Assert.Single(model.Diagnostics.Items).Code, model.Diagnostics.Items[0].Location.Line));
        var verdict = Assert.Single(Verdicts(model));
        Assert.Equal((GateOutcome.Inconclusive, "paired t test"), (verdict.Outcome, verdict.Method));
        Assert.True(verdict.Low < 0 && verdict.High > 0 && verdict.PValue > 0.05, verdict.ToString());

        model.Items.RemoveRange(plain, model.Items.Count - plain);
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"));
        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal(["INGOT2009", "INGOT4002"], model.Diagnostics.Items.Select(d => d.Code));
        Assert.Contains("(paired 95 % interval ", Assert.Single(Verdicts(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_read_back_are_those_that_were_accepted_on_all_rows_and_on_every_slice_weights_and_all()
    {
        using var model = new ModelFolder();
        model.AddItem("Column", "age", 4, ("Role", "Weight"));
        model.AddItem("Slice", "plan", 5);
        model.AddItem("Slice", "much", 6, ("Where", "usage > 70"));
        foreach (var metric in (string[])["AUC", "AUPRC", "LogLoss", "Brier", "ECE", "Accuracy", "Precision", "Recall", "F1", "MCC"])
        {
            var policy = metric == "ECE" ? "Significant" : "NonInferior";
            model.AddItem("Gate", metric, 9, ("MaxRegression", "0"), ("Policy", policy));
            model.AddItem("Gate", metric, 9, ("MaxRegression", "0"), ("Policy", policy), ("Slice", "plan=b"));
            model.AddItem("Gate", metric, 9, ("MaxRegression", "0"), ("Policy", policy), ("Slice", "much"));
        }

        var outcome = model.Run([.. ToAccept, Stage.Gate]);

        // Without pairs, or with any that do not give the accepted metric, none of them would pass.
        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        Assert.All(Verdicts(model), v => Assert.Equal((0, 0), (v.Regression, v.StandardError)));
    }

    [Fact]
    public void Without_accepted_scores_nothing_is_proven()
    {
        using var model = WithNonInferiority();
        File.Delete(model.File("Leave.accepted.parquet"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Gate));
        Assert.Equal("INGOT4014", Assert.Single(model.Diagnostics.Items).Code);
        Assert.Contains("not compared row by row: Leave.accepted.parquet is missing", model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_of_the_first_rows_compare_those()
    {
        using var model = WithNonInferiority();
        Replace(model, scores => scores.Take([.. Enumerable.Range(0, 100)]));
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Contains("100 rows, of the first 100 of 300, whose scores were accepted", Assert.Single(Verdicts(model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order", "is of other rows than today's reference data")]
    [InlineData("none", "is of other rows than today's reference data")]
    [InlineData("columns", "does not have the number columns row, probability")]
    [InlineData("text", "does not have the number columns row, probability")]
    public void Scores_that_do_not_fit_are_said_and_not_used(string what, string expected)
    {
        using var model = WithNonInferiority();
        Replace(model, scores => what switch
        {
            "order" => scores.Take([.. Enumerable.Range(0, 300).Reverse()]),
            "none" => scores.Take([]),
            "columns" => new Table([scores["row"], new NumberColumn("prediction", ((NumberColumn)scores["probability"]).Values)]),
            _ => new Table([scores["row"], new StringColumn("probability", new int[300], ["high"])]),
        });

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Gate));
        Assert.Equal("INGOT4014", Assert.Single(model.Diagnostics.Items).Code);
        Assert.Contains(expected, model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
    }

    private static ModelFolder WithNonInferiority()
    {
        var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0.001"), ("Policy", "NonInferior"));
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToAccept, Stage.Gate]));
        return model;
    }

    private static IReadOnlyList<Verdict> Verdicts(ModelFolder model) => VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"));

    /// <summary>Other scores, with an accepted result that says that they are its own.</summary>
    private static void Replace(ModelFolder model, Func<Table, Table> change)
    {
        var (result, scores) = (model.File("Leave.accepted.json"), model.File("Leave.accepted.parquet"));
        var changed = change(ParquetTable.Read(scores, ["row", "probability"]));
        ParquetTable.Write(scores, changed);
        File.WriteAllText(result, AcceptedFile.ToJson(AcceptedFile.Read(result) with { ScoresSha256 = ContentHash.OfFile(scores) }));
    }
}
