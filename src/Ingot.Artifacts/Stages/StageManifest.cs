namespace Ingot.Artifacts.Stages;

/// <summary><c>manifest.json</c> of a stage: inputs, parameters, outputs with their hashes and diagnostics, for people and tools.</summary>
public static class StageManifest
{
    /// <summary>The manifest's file name.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Writes the manifest into the stage's folder.</summary>
    /// <param name="folder">The stage's folder.</param>
    /// <param name="stage">The stage's word.</param>
    /// <param name="key">What the stage depended on.</param>
    /// <param name="record">What it left behind.</param>
    /// <param name="diagnostics">Its diagnostics as canonical lines.</param>
    public static void Write(string folder, string stage, StageKey key, StageRecord record, IEnumerable<string> diagnostics)
    {
        var json = new JsonText();
        json.BeginObject();
        json.Property("stage", stage);
        json.Property("key", record.Key);
        WritePairs(json, "inputs", key.Inputs);
        WritePairs(json, "parameters", key.Parameters);
        json.BeginArray("outputs");
        foreach (var output in record.Outputs)
        {
            json.BeginObject();
            json.Property("name", output.Name);
            json.Property("sha256", output.Hash);
            json.EndObject();
        }

        json.EndArray();
        json.BeginArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            json.Value(diagnostic);
        }

        json.EndArray();
        json.EndObject();
        AtomicFile.Write(Path.Combine(folder, FileName), json.ToString());
    }

    private static void WritePairs(JsonText json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        json.BeginArray(name);
        foreach (var pair in pairs)
        {
            json.BeginObject();
            json.Property("name", pair.Key);
            json.Property("value", pair.Value);
            json.EndObject();
        }

        json.EndArray();
    }
}
