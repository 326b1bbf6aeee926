using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>Challenge: trains the models that tests compare the model with. Without such tests it does nothing at all.</summary>
public sealed class ChallengeModel : StageTask
{
    internal override string Stage => "challenge";

    internal override int Version => StageVersions.Challenge;

    internal override bool IsCacheable(ModelProject project) => true;

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        project.AddProperties(key, "ModelName", "ModelSeed", "ModelValidationFraction", "ModelClassificationThreshold");
        project.AddItems(key, "Column");
        project.AddItems(key, "Trainer");
        project.AddRivals(key);
        key.AddInput("training.parquet", fingerprints.HashOf(OutputOf("prepare", "training.parquet")));
        key.AddInput("schema.json", fingerprints.HashOf(OutputOf("prepare", "schema.json")));
    }

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        if (ReadProject().Rivals.Any())
        {
            return base.ExecuteCore();
        }

        // Of tests that the project no longer has: their diagnostics must not be logged again.
        var folder = Path.Combine(IngotFolder, Stage);
        if (Directory.Exists(folder))
        {
            using var modelLock = AcquireLock();
            if (modelLock is null)
            {
                return false;
            }

            Directory.Delete(folder, recursive: true);
        }

        return true;
    }
}
