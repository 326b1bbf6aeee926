using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>Train: makes <c>model.onnx</c> from the prepared data.</summary>
public sealed class TrainModel : StageTask
{
    internal override string Stage => "train";

    internal override int Version => StageVersions.Train;

    internal override bool IsCacheable(ModelProject project) => true;

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        // The threshold and the name are written into the model.
        project.AddProperties(key, "ModelName", "ModelSeed", "ModelValidationFraction", "ModelClassificationThreshold");
        project.AddItems(key, "Column");
        project.AddItems(key, "Trainer");
        key.AddInput("training.parquet", fingerprints.HashOf(OutputOf("prepare", "training.parquet")));
        key.AddInput("schema.json", fingerprints.HashOf(OutputOf("prepare", "schema.json")));
    }
}
