using System.Text.Json.Nodes;
using Ingot.Core;

namespace Ingot.Releases.Provenance;

/// <summary>How evidence is written: as all JSON of Ingot.</summary>
internal static class EvidenceJson
{
    public static string Text(JsonObject json) => json.ToJsonString(JsonFormat.Options) + "\n";

    public static JsonObject Of(ResourceDescriptor resource)
    {
        var json = new JsonObject();
        Add(json, "name", resource.Name);
        Add(json, "uri", resource.Location);
        json["digest"] = new JsonObject(resource.Digest.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return json;
    }

    /// <summary>Adds a text; null adds nothing.</summary>
    public static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    public static JsonArray Array(IEnumerable<JsonNode> items) => [.. items];
}
