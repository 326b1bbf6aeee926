using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Gate: compares the metrics with what the gates ask for. A failure is recorded and logged again by the next build.</summary>
public sealed class GateModel : StageTask
{
    internal override string Stage => "gate";

    internal override int Version => StageVersions.Gate;

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        // Whether the gates were decided now or before, passed or failed: what they found is said.
        var passed = base.ExecuteCore();
        var model = ReadProject()["ModelName"];
        SayCard(passed);
        new CiReport(Log, ProjectFile, () => IsCanceled).Write(OutputOf(Stage, model + ".summary.md"), OutputOf(Stage, "metrics.txt"), model);
        return passed;
    }

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        // The card, of which the verdicts are a part, tells what the project says of the model.
        project.AddProperties(key, [.. project.PropertyNames.Where(n => n is not ("ProjectFile" or "ModelSchemaFile" or "ModelAcceptedFile" or "ModelBaselineFolder"))]);
        project.AddItems(key, "Trainer");
        project.AddItems(key, "Column");
        project.AddItems(key, "Gate");
        project.AddItems(key, "Slice");
        project.AddTests(key, fingerprints);
        project.AddData(key, "TrainingData", fingerprints);
        project.AddData(key, "ReferenceData", fingerprints);
        key.AddInput("metrics.json", fingerprints.HashOf(OutputOf("evaluate", "metrics.json")));
        key.AddInput("behaviour.json", fingerprints.HashOf(OutputOf("evaluate", "behaviour.json")));
        key.AddInput("performance.json", fingerprints.HashOf(OutputOf("evaluate", "performance.json")));

        key.AddInput("baseline.json", fingerprints.HashOf(OutputOf("evaluate", "baseline.json")));
        key.AddInput("baseline.parquet", fingerprints.HashOf(OutputOf("evaluate", "baseline.parquet")));

        // What proves tests of the ML Test Score.
        key.AddInput("report.json", fingerprints.HashOf(OutputOf("train", "report.json")));
        key.AddInput("importance.json", fingerprints.HashOf(OutputOf("evaluate", "importance.json")));
        key.AddInput("reproduced.txt", fingerprints.HashOf(OutputOf("reproduce", "reproduced.txt")));
        key.AddInput("schema file", fingerprints.HashOf(project["ModelSchemaFile"]));

        // Change gates compare row by row.
        key.AddInput("predictions.parquet", fingerprints.HashOf(OutputOf("evaluate", "predictions.parquet")));
        key.AddInput("reference.parquet", fingerprints.HashOf(OutputOf("prepare", "reference.parquet")));
        key.AddInput("schema.json", fingerprints.HashOf(OutputOf("prepare", "schema.json")));
        key.AddInput("accepted", fingerprints.HashOf(project["ModelAcceptedFile"]));
        key.AddInput("accepted scores", fingerprints.HashOf(Path.ChangeExtension(project["ModelAcceptedFile"], ".parquet")));

        // What else the card shows.
        key.AddInput("profile.json", fingerprints.HashOf(OutputOf("prepare", "profile.json")));
        key.AddInput("slices.json", fingerprints.HashOf(OutputOf("evaluate", "slices.json")));

        // Verdicts name the gates' lines: cheap to make anew when the project file was edited, and so never point beside them.
        key.AddInput("project", fingerprints.HashOf(project["ProjectFile"]));
    }
    // What failed is not exported: its card is nowhere else. Where no verdict was reached the card is an earlier build's.
    private void SayCard(bool passed)
    {
        var card = Path.GetFullPath(OutputOf(Stage, "card.html"));
        if (!passed && !IsCanceled && (Skipped || WorkerExitCode == 1) && File.Exists(card))
        {
            Log.LogMessage(MessageImportance.High, "The model card of what failed is {0}", card);
        }
    }
}
