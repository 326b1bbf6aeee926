using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingot.Artifacts;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Releases.Provenance;

/// <summary>A provenance statement as it was read: what it speaks of, and what it says of it.</summary>
/// <param name="Subjects">The things that it speaks of.</param>
/// <param name="Predicate">SLSA's provenance.</param>
public sealed record ProvenanceFile(IReadOnlyList<ResourceDescriptor> Subjects, JsonObject Predicate)
{
    /// <summary>The package that was built, as a package URL with its version; null: it does not say.</summary>
    public string? Package => Text(Definition?["externalParameters"], "package");

    /// <summary>The commit that it names; null: none.</summary>
    public string? Commit => (Definition?["resolvedDependencies"] as JsonArray)?
        .Select(d => Text((d as JsonObject)?["digest"], "gitCommit"))
        .FirstOrDefault(c => c is not null);

    /// <summary>Whether that commit holds what the package is made from; null: it does not say.</summary>
    public SourceRecord? Sources => (Definition?["internalParameters"] as JsonObject)?[ProvenanceStatement.SourcesKey] is JsonObject said
        && Enum.TryParse<SourceState>(Text(said, "state"), ignoreCase: true, out var state) && Enum.IsDefined(state)
            ? new SourceRecord(state, Text(said, "reason"), Differs(said), Number(said, "differCount"))
            : null;

    /// <summary>The stages whose outputs the build took from a cache, by name; null: it does not say, as it was packed before provenance told.</summary>
    public IReadOnlyList<string>? StagesFromCache => (Definition?["internalParameters"] as JsonObject)?[ProvenanceStatement.FromCacheKey] is JsonArray stages
        ? [.. stages.Select(s => s is JsonValue value && value.TryGetValue<string>(out var text) ? text : "?")]
        : null;

    private JsonObject? Definition => Predicate["buildDefinition"] as JsonObject;

    /// <summary>Reads a statement.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT9006: it is not an in-toto statement with SLSA provenance. INGOT9020: a newer Ingot wrote it.</exception>
    public static ProvenanceFile Parse(byte[] json, string path)
    {
        try
        {
            var statement = Object(JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }), "statement");
            FormatCheck.RequireKnown(json, path);
            RequireKnown(statement, path);
            if ((string?)statement["_type"] != ProvenanceStatement.StatementType || (string?)statement["predicateType"] != ProvenanceStatement.PredicateType)
            {
                throw new JsonException($"It is of the type '{statement["_type"]}' with the predicate '{statement["predicateType"]}', expected '{ProvenanceStatement.StatementType}' and '{ProvenanceStatement.PredicateType}'.");
            }

            var subjects = statement["subject"] as JsonArray ?? throw new JsonException("It has no list 'subject'.");
            return new ProvenanceFile([.. subjects.Select(s => Resource(Object(s, "subject")))], Object(statement["predicate"], "predicate"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw JsonFormat.Damaged(path, e);
        }
    }

    /// <summary>In-toto, SLSA and what Ingot builds have the versions of their forms in their names.</summary>
    private static void RequireKnown(JsonObject statement, string path)
    {
        RequireKnown(Text(statement, "_type"), ProvenanceStatement.StatementType, path);
        RequireKnown(Text(statement, "predicateType"), ProvenanceStatement.PredicateType, path);
        RequireKnown(Text((statement["predicate"] as JsonObject)?["buildDefinition"], "buildType"), ProvenanceStatement.BuildType, path);
    }

    private static void RequireKnown(string? said, string known, string path)
    {
        var stem = known.TrimEnd('1');
        if (said is not null && said.StartsWith(stem, StringComparison.Ordinal)
            && int.TryParse(said.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > FormatVersion.Newest)
        {
            throw FormatCheck.Newer(path, 0, version);
        }
    }

    private static string? Text(JsonNode? json, string name) =>
        (json as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int Number(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    private static List<string> Differs(JsonObject said) =>
        [.. (said["differs"] as JsonArray ?? []).Select(d => d is JsonValue v && v.TryGetValue<string>(out var text) ? text : "?")];

    private static ResourceDescriptor Resource(JsonObject json) => new(
        (string?)json["name"],
        (string?)json["uri"],
        Object(json["digest"], "digest").ToDictionary(d => d.Key, d => (string?)d.Value ?? throw new JsonException("A digest is null."), StringComparer.Ordinal));

    private static JsonObject Object(JsonNode? node, string name) => node as JsonObject ?? throw new JsonException($"There is no object '{name}'.");
}
