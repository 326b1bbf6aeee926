using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Retraining;

namespace Ingot.Pipeline.Tests.Retrain;

public sealed class RetrainStageTests : IDisposable
{
    private readonly RetrainModel _model = new(isReleased: true);

    private ModelFolder Folder => _model.Folder;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void What_the_plan_means_now_is_learned_from_production_and_proven_on_rows_that_were_held_back()
    {
        Collect(isTurned: true);
        _model.Train();

        Assert.True(_model.Run(Stage.Retrain) == StageOutcome.Passed, string.Join('\n', Folder.Diagnostics.Items));

        var report = _model.Report;
        Assert.Equal((RetrainOutcome.Better, "AUC", "0.9.0", "0.9.1"), (report.Outcome, report.Metric, report.ProductionVersion, report.SuggestedVersion));
        var auc = report.Window[0];
        Assert.Equal((300, true), (auc.Rows, auc.IsBetter));
        Assert.Equal(auc.Improvement, auc.Candidate - auc.Production, 12);
        Assert.InRange(auc.Low, 0.05, auc.Improvement);

        // On the fixed rows of before it is the other way round, and that is said too.
        Assert.Equal(300, report.Reference[0].Rows);
        Assert.True(report.Reference[0].High < 0);
        Assert.Empty(Folder.Diagnostics.Items);
        Assert.Contains("better than 0.9.0, version 0.9.1 is proposed", File.ReadAllText(Folder.Output(Stage.Retrain, "Leave.retrain.md")), StringComparison.Ordinal);

        // It stands in the history, and the next one knows of it.
        var kept = Assert.Single(RetrainHistory.Read(Folder.File("history"), "Leave", new DiagnosticList()));
        Assert.Equal(report.CandidateOnnxSha256, kept.CandidateOnnxSha256);
        Folder.Properties.Remove("ModelRetrainBecause");
        Folder.Properties["ModelRetrainAtMost"] = "7d";
        Folder.AddItem("RetrainTrigger", "NewData", 12, ("Rows", "1"));
        Folder.AddItem("RetrainTrigger", "Schedule", 13, ("Every", "30d"));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Collect));
        Assert.Equal(
            ["0 labelled rows came since the last one, of 1 that it waits for", "the last one was 0 days ago, of 30 days that it waits for"],
            _model.Collected.Triggers.Select(t => t.Finding));
    }

    [Fact]
    public void A_model_that_is_no_better_changes_nothing_and_says_so_with_numbers()
    {
        Collect(isTurned: false);
        _model.Train();

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Retrain));

        Assert.Equal(RetrainOutcome.NoBetter, _model.Report.Outcome);
        var warning = Assert.Single(Folder.Diagnostics.Items);
        Assert.Equal(("INGOT8064", DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("not proven to be better than 0.9.0: AUC on the newest 300 labelled rows is", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_model_is_no_better()
    {
        Collect(isTurned: false);
        _model.Train();
        Folder.Properties["RetrainFolder"] = Folder.File("ingot");
        VerdictsOf(Folder);

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Retrain));

        var auc = _model.Report.Window[0];
        Assert.Equal((0, 1), (auc.Improvement, auc.PValue));
        Assert.Equal(RetrainOutcome.NoBetter, _model.Report.Outcome);
    }

    [Fact]
    public void A_better_model_that_fails_gates_is_a_persons_to_look_at()
    {
        Collect(isTurned: true);
        _model.Anew.AddItem("Gate", "AUC", 20, ("Min", "0.99"));
        _model.Train();

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Retrain));

        Assert.Equal(RetrainOutcome.FailsGates, _model.Report.Outcome);
        Assert.Equal(GateOutcome.Failed, Assert.Single(_model.Report.Verdicts).Outcome);
        Assert.Contains("fails 1 of its gates (AUC Min=0.99)", Assert.Single(Folder.Diagnostics.Items, d => d.Code == "INGOT8065").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_version_in_production_there_is_nothing_to_compare_with()
    {
        Collect(isTurned: false);
        _model.Train();
        Folder.Properties["ModelBaselineVersion"] = string.Empty;

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Retrain));

        Assert.Equal("INGOT8063", Assert.Single(Folder.Diagnostics.Items).Code);
    }

    [Theory]
    [InlineData("Size", "INGOT1001")]
    [InlineData("RMSE", "INGOT1001")]
    [InlineData("LogLoss", null)]
    public void The_metric_that_decides_is_one_of_rows(string metric, string? code)
    {
        Collect(isTurned: true);
        _model.Train();
        Folder.Properties["ModelRetrainMetric"] = metric;

        Assert.Equal(code is null ? StageOutcome.Passed : StageOutcome.BadInput, _model.Run(Stage.Retrain));

        Assert.Equal(code is null ? [] : [code], Folder.Diagnostics.Items.Select(d => d.Code));
        Assert.True(code is not null || (_model.Report.Metric == "LogLoss" && _model.Report.Window[0].Improvement > 0));
    }

    private void Collect(bool isTurned)
    {
        _model.Serve(1200, isTurned);
        Folder.Properties["ModelRetrainBecause"] = "Spring";
        Assert.True(_model.Run(Stage.Collect) == StageOutcome.Passed, string.Join('\n', Folder.Diagnostics.Items));
    }

    private static void VerdictsOf(ModelFolder model) => Assert.Equal(StageOutcome.Passed, model.Run(Stage.Gate));
}
