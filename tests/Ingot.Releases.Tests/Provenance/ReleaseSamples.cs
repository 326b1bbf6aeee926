using System.Text.Json.Nodes;
using Ingot.Core.Specs;
using Ingot.Releases.Provenance;
using Ingot.Reports.Cards;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Provenance;

/// <summary>The content of a release with everything in it that a release can have.</summary>
internal static class ReleaseSamples
{
    public static ReleaseContent Full { get; } = new()
    {
        PackageId = "Contoso.Churn",
        Version = "1.4.0-beta.1",
        ModelName = "Churn",
        Description = "Will a customer leave? \"Perhaps\".",
        Licence = "MIT OR Apache-2.0",
        Authors = "Alice, Bob; Carol",
        Project = "models/Churn/Churn.csproj",
        Configuration = "Release",
        Commit = "0123456789abcdef0123456789abcdef01234567",
        Sources = new SourceRecord(SourceState.Clean, null, [], 0),
        Repository = "https://example.com/contoso/models",
        IngotVersion = "0.1.0",
        DotNetVersion = "10.0.401",
        Platform = "linux-x64",
        OnnxSha256 = Sha256('a'),
        Parameters = new JsonObject { ["ModelLabel"] = "churn", ["Trainer"] = new JsonArray(new JsonObject { ["include"] = "LightGbm" }) },
        Files = [ResourceDescriptor.OfFile("README.md", Sha256('1')), ResourceDescriptor.OfFile("lib/net10.0/Churn.dll", Sha256('2'))],
        Materials = [ResourceDescriptor.OfFile("Churn.csproj", Sha256('3')), ResourceDescriptor.OfFile("train.csv", Sha256('4'))],
        DataSets = [ResourceDescriptor.OfFile("train.csv", Sha256('4')), ResourceDescriptor.OfFile("reference.csv", Sha256('5'))],
        Packages =
        [
            new PackageComponent("Ingot.Runtime", "0.1.0", new string('6', 128), ["Microsoft.ML.OnnxRuntime"]),
            new PackageComponent("Microsoft.ML.OnnxRuntime", "1.31.1", null, ["Gone.Package"]),
        ],
        ModelCard = JsonNode.Parse(CycloneDxModelCard.ToJson(CardSamples.Full()))!.AsObject(),
    };

    public static ReleaseContent Least { get; } = Full with
    {
        Description = null, Licence = null, Authors = null, Commit = null, Repository = null, Packages = [], DataSets = [], Materials = [],
    };

    private static string Sha256(char digit) => new(digit, 64);
}
