using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>Export: the model, its evidence and its card, together.</summary>
public sealed class ExportModel : StageTask
{
    internal override string Stage => "export";

    internal override int Version => StageVersions.Export;

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        foreach (var name in project.PropertyNames.Where(n => n is not ("ProjectFile" or "SchemaFile" or "AcceptedFile" or "BaselineFolder")))
        {
            key.Add(name, project[name]);
        }

        foreach (var itemType in new[] { "Column", "Trainer", "Slice", "Gate" })
        {
            project.AddItems(key, itemType);
        }

        foreach (var (stage, file) in new[]
        {
            ("prepare", "schema.json"), ("prepare", "profile.json"), ("train", "model.onnx"), ("train", "report.json"),
            ("evaluate", "metrics.json"), ("gate", "verdicts.json"),

            // What the card draws, and what it shows when it is there.
            ("prepare", "reference.parquet"), ("evaluate", "predictions.parquet"), ("evaluate", "importance.json"),
            ("evaluate", "slices.json"), ("evaluate", "baseline.json"),
        })
        {
            key.AddInput(file, fingerprints.HashOf(OutputOf(stage, file)));
        }

        // The card has the ML Test Score, to which tests count that people declare.
        project.AddDeclaredTests(key);

        // The card names the data files and compares with the accepted result.
        project.AddData(key, "TrainingData", fingerprints);
        project.AddData(key, "ReferenceData", fingerprints);
        key.AddInput("accepted", fingerprints.HashOf(project["AcceptedFile"]));
    }
}
