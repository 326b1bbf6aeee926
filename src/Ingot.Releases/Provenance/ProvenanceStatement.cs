using System.Text.Json.Nodes;
using Ingot.Core.Specs;

namespace Ingot.Releases.Provenance;

/// <summary>
/// How a package came to be: an in-toto statement (attestation framework, Statement v1) with SLSA provenance (v1.0) as its
/// predicate. It depends on sources, commit, tools and what came from a cache: the same ones give the same bytes. So it names
/// no run and no time; those stand in the signed statement beside the package.
/// </summary>
public static class ProvenanceStatement
{
    /// <summary>The type of a statement.</summary>
    public const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>The type of its predicate.</summary>
    public const string PredicateType = "https://slsa.dev/provenance/v1";

    internal const string BuildType = "urn:ingot:build:model:v1";
    private const string Builder = "urn:ingot:builder:sdk";

    /// <summary>What has the <see cref="SourceRecord"/> among the internal parameters.</summary>
    internal const string SourcesKey = "sources";

    /// <summary>What has the <see cref="ReleaseContent.StagesFromCache"/> among the internal parameters.</summary>
    internal const string FromCacheKey = "fromCache";

    /// <summary>The statement as JSON.</summary>
    public static string ToJson(ReleaseContent content) => EvidenceJson.Text(new JsonObject
    {
        ["_type"] = StatementType,
        ["subject"] = EvidenceJson.Array(content.Files.Select(EvidenceJson.Of)),
        ["predicateType"] = PredicateType,
        ["predicate"] = new JsonObject
        {
            ["buildDefinition"] = new JsonObject
            {
                ["buildType"] = BuildType,
                ["externalParameters"] = new JsonObject
                {
                    ["project"] = content.Project,
                    ["target"] = "Pack",
                    ["configuration"] = content.Configuration,
                    ["package"] = PackageComponent.PurlOf(content.PackageId, content.Version),
                    ["model"] = content.Parameters.DeepClone(),
                },
                ["internalParameters"] = new JsonObject
                {
                    ["platform"] = content.Platform,
                    [SourcesKey] = Sources(content.Sources),
                    [FromCacheKey] = new JsonArray([.. content.StagesFromCache.Select(s => JsonValue.Create(s))]),
                },
                ["resolvedDependencies"] = EvidenceJson.Array(Dependencies(content).Select(EvidenceJson.Of)),
            },
            ["runDetails"] = new JsonObject
            {
                ["builder"] = new JsonObject
                {
                    ["id"] = Builder,
                    ["version"] = new JsonObject { ["ingot"] = content.IngotVersion, ["dotnet"] = content.DotNetVersion },
                },
            },
        },
    });

    private static JsonObject Sources(SourceRecord sources)
    {
        var json = new JsonObject { ["state"] = StateText(sources.State) };
        EvidenceJson.Add(json, "reason", sources.Reason);
        if (sources.State == SourceState.Dirty)
        {
            json["differs"] = new JsonArray([.. sources.Differs.Select(d => JsonValue.Create(d))]);
            json["differCount"] = sources.DifferCount;
        }

        return json;
    }

    private static string StateText(SourceState state) => state switch
    {
        SourceState.Clean => "clean",
        SourceState.Dirty => "dirty",
        _ => "unknown",
    };

    private static IEnumerable<ResourceDescriptor> Dependencies(ReleaseContent content)
    {
        if (content.Commit is { } commit)
        {
            yield return new ResourceDescriptor(
                "source",
                content.Repository is { } repository ? $"git+{repository}@{commit}" : null,
                new Dictionary<string, string> { ["gitCommit"] = commit });
        }

        foreach (var material in content.Materials)
        {
            yield return material;
        }

        foreach (var package in content.Packages.Where(p => p.Sha512 is not null))
        {
            yield return new ResourceDescriptor(package.Id, package.Purl, new Dictionary<string, string> { ["sha512"] = package.Sha512! });
        }
    }
}
