using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>Export: the model, its evidence and its card, together.</summary>
public sealed class ExportModel : StageTask
{
    internal override string Stage => "export";

    internal override int Version => StageVersions.Export;

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        project.AddProperties(key, "ModelName", "ModelGoldenRows");
        foreach (var (stage, file) in new[]
        {
            // What it copies.
            ("train", "model.onnx"), ("prepare", "schema.json"), ("prepare", "profile.json"), ("evaluate", "metrics.json"),
            ("evaluate", "importance.json"), ("evaluate", "slices.json"), ("evaluate", "baseline.json"),
            ("gate", "verdicts.json"), ("gate", "card.html"), ("gate", project["ModelName"] + ".card.md"), ("gate", "modelcard.cdx.json"),

            // What golden rows are taken from.
            ("prepare", "reference.parquet"), ("evaluate", "predictions.parquet"),
        })
        {
            key.AddInput(file, fingerprints.HashOf(OutputOf(stage, file)));
        }
    }
}
