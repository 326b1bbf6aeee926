using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>Evaluate: scores the reference data with the ONNX file.</summary>
public sealed class EvaluateModel : StageTask
{
    internal override string Stage => "evaluate";

    internal override int Version => StageVersions.Evaluate;

    // Durations are never cached.
    internal override bool IsCacheable(ModelProject project) => !AsksForPerformance(project);

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        project.AddProperties(key, "ModelName", "Version", "ModelClassificationThreshold", "ModelSeed", "ModelFindWeakSlices", "ModelPermutationImportance");
        project.AddItems(key, "Slice");
        project.AddTests(key, fingerprints);
        if (project.Rivals.Any())
        {
            // It has the hash of each rival.
            key.AddInput("rivals.json", fingerprints.HashOf(OutputOf("challenge", "rivals.json")));
        }

        foreach (var slice in project.Items("Gate").Select(g => g.GetMetadata("Slice")).Where(s => s.Length > 0).Distinct())
        {
            key.Add("GateSlice", slice);
        }

        key.Add("Performance", AsksForPerformance(project) ? "true" : "false");
        BaselineFolder.AddTo(key, project, fingerprints);
        key.AddInput("model.onnx", fingerprints.HashOf(OutputOf("train", "model.onnx")));
        key.AddInput("reference.parquet", fingerprints.HashOf(OutputOf("prepare", "reference.parquet")));
        key.AddInput("schema.json", fingerprints.HashOf(OutputOf("prepare", "schema.json")));
    }

    private static bool AsksForPerformance(ModelProject project) => project.Items("Gate").Any(g =>
        g.ItemSpec.StartsWith("Latency", StringComparison.OrdinalIgnoreCase)
        || g.ItemSpec.Equals("Throughput", StringComparison.OrdinalIgnoreCase));
}
