using System.IO.Compression;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Tests.Shared;

namespace Ingot.Pipeline.Tests;

/// <summary>A result that an older Ingot accepted or released is what today's build is compared with.</summary>
public class KeptReleaseTests
{
    public static TheoryData<string> Versions => KeptRelease.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Its_accepted_result_is_compared_with_in_pairs(string ingot)
    {
        using var model = new ModelFolder();
        var kept = new KeptRelease(ingot);
        foreach (var file in new[] { "Leave.schema.json", "Leave.accepted.json", "Leave.accepted.parquet" })
        {
            File.Copy(kept.At(file), model.File(file));
        }

        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"));
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0.005"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate));

        var verdict = VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json")).Single();
        Assert.Equal((GateOutcome.Failed, Auc(AcceptedFile.Read(kept.At("Leave.accepted.json")).Metrics)), (verdict.Outcome, verdict.Baseline));
        Assert.Contains("(paired 95 % interval ", verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Its_package_is_scored_and_compared_with(string ingot)
    {
        using var model = new ModelFolder();
        var kept = new KeptRelease(ingot);
        ZipFile.ExtractToDirectory(kept.Package, model.File("kept"));
        model.Properties["ModelBaselinePackage"] = KeptRelease.Id;
        model.Properties["ModelBaselineVersion"] = KeptRelease.Version;
        model.Properties["ModelBaselineFolder"] = model.File("kept");
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "5"), ("Leaves", "4"));
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0.05"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate));

        // Scored again today, on the same rows, it is worth what it said.
        var baseline = MetricsFile.Read(model.Output(Stage.Evaluate, "baseline.json"));
        var said = MetricsFile.Parse(kept.Read("evidence/metrics.json"), "metrics.json");
        Assert.Equal(said.OnnxSha256, baseline.OnnxSha256);
        Assert.Equal(Auc(said.Metrics), Auc(baseline.Metrics), 12);
        Assert.Equal(300, ParquetRows(model.Output(Stage.Evaluate, "baseline.parquet")));
    }

    private static double Auc(IEnumerable<MetricResult> metrics) => metrics.Single(m => m is { Name: "AUC", Slice: null }).Value;

    private static int ParquetRows(string file) => Data.ParquetTable.Read(file, ["row"]).Rows;
}
