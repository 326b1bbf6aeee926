using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>Prepare: reads, validates and cleans the data.</summary>
public sealed class PrepareData : StageTask
{
    internal override string Stage => "prepare";

    internal override int Version => StageVersions.Prepare;

    internal override bool IsCacheable(ModelProject project) => true;

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        project.AddProperties(
            key, "ModelName", "ModelLabel", "ModelPositiveClass", "ModelTask", "ModelRemoveDuplicates", "ModelFilter", "ModelMaxLeakage", "ModelReferenceFraction",
            "RootNamespace", "LangVersionMajor");
        project.AddItems(key, "Column");
        project.AddData(key, "TrainingData", fingerprints);
        project.AddData(key, "ReferenceData", fingerprints);
        var schema = fingerprints.HashOf(project["ModelSchemaFile"]);
        key.AddInput("schema", schema);
        if (schema is null)
        {
            // Only a missing schema is treated otherwise in CI.
            key.Add("ContinuousIntegration", project["ContinuousIntegration"]);
        }
    }
}
