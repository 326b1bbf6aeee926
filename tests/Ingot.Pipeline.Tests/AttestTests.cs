using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Provenance;

namespace Ingot.Pipeline.Tests;

public class AttestTests
{
    [Fact]
    public void A_commit_that_does_not_hold_the_sources_is_said()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        model.Properties["RepositoryCommit"] = "4f1c2d6b";
        model.Properties["SourceState"] = "Dirty";
        model.AddItem("SourceDifference", "Leave.csproj", 0, ("How", "modified"));
        model.AddItem("SourceDifference", "Extra.cs", 0, ("How", "untracked"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Attest));
        var warning = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT6014", DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.Equal(
            "The provenance of Contoso.Leave 1.0.0 names the commit 4f1c2d6b, which does not hold all that it is made from: 2 files differ: Leave.csproj (modified), Extra.cs (untracked). Commit what it is made from, and pack again.",
            warning.Message);

        model.Properties["SourceState"] = "Unknown";
        model.Properties["SourceReason"] = "git is not installed";
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Attest));
        Assert.Contains("nobody could compare the sources with it: git is not installed.", Assert.Single(model.Diagnostics.Items).Message, StringComparison.Ordinal);

        model.Properties["SourceState"] = "Clean";
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Attest));
        Assert.Empty(model.Diagnostics.Items);
    }

    [Fact]
    public void Provenance_names_the_stages_that_came_from_a_cache()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        model.Properties["SourceState"] = "Clean";
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Attest));
        Assert.Empty(StagesFromCache());

        Record(Stage.Train, isFromCache: true);
        Record(Stage.Evaluate, isFromCache: false);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Attest));
        Assert.Equal(["train"], StagesFromCache());

        // As the tasks write it.
        void Record(Stage stage, bool isFromCache)
        {
            var folder = Path.GetDirectoryName(model.Output(stage, StageRecord.FileName))!;
            StageRecord.Create(folder, new StageKey(stage.FolderName, 1), exitCode: 0, isFromCache).Write(folder);
        }

        IReadOnlyList<string> StagesFromCache() =>
            ProvenanceFile.Parse(File.ReadAllBytes(model.Output(Stage.Attest, "provenance.json")), "provenance.json").StagesFromCache!;
    }
}
