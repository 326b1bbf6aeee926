using System.Text.Json.Nodes;
using Ingot.Releases.Provenance;
using NJsonSchema;

namespace Ingot.Releases.Tests.Provenance;

public class BillOfMaterialsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_bill_is_valid_by_the_published_schema(bool full) =>
        Assert.Empty(await FaultsOf(BillOfMaterials.ToJson(full ? ReleaseSamples.Full : ReleaseSamples.Least)));

    [Theory]
    [InlineData("\"specVersion\": \"1.6\"", "\"specVersion\": 16")]
    [InlineData("\"machine-learning-model\"", "\"model\"")]
    [InlineData("\"SHA-256\"", "\"SHA256\"")]
    [InlineData("\"performanceMetrics\"", "\"metrics\"")]
    [InlineData("urn:uuid:", "uuid:")]
    public async Task The_schema_finds_what_is_wrong(string text, string replacement)
    {
        var json = BillOfMaterials.ToJson(ReleaseSamples.Full);

        Assert.Contains(text, json, StringComparison.Ordinal);
        Assert.NotEmpty(await FaultsOf(json.Replace(text, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_number_is_its_contents()
    {
        var number = Number(ReleaseSamples.Full);

        Assert.Equal(number, Number(ReleaseSamples.Full));
        Assert.NotEqual(number, Number(ReleaseSamples.Full with { OnnxSha256 = new string('b', 64) }));
        Assert.Equal('8', number[^22]);
    }

    [Fact]
    public void What_depends_on_what_is_said_of_components_that_are_there()
    {
        var bom = JsonNode.Parse(BillOfMaterials.ToJson(ReleaseSamples.Full))!;
        var references = bom["components"]!.AsArray().Select(c => (string)c!["bom-ref"]!).Append((string)bom["metadata"]!["component"]!["bom-ref"]!).ToHashSet();
        var dependencies = bom["dependencies"]!.AsArray().ToDictionary(d => (string)d!["ref"]!, d => d!["dependsOn"]!.AsArray().Select(r => (string)r!).ToList());

        Assert.Equal(references.Order(), dependencies.Keys.Where(k => !k.StartsWith("data-", StringComparison.Ordinal)).Concat(references.Where(r => r.StartsWith("data-", StringComparison.Ordinal))).Order());
        Assert.All(dependencies.Values.SelectMany(d => d), r => Assert.Contains(r, references));
        Assert.Equal(["model", "pkg:nuget/Ingot.Runtime@0.1.0"], dependencies["pkg:nuget/Contoso.Churn@1.4.0-beta.1"]);
        Assert.Equal(["data-1:train.csv", "data-2:reference.csv"], dependencies["model"]);
        Assert.Equal(["pkg:nuget/Microsoft.ML.OnnxRuntime@1.31.1"], dependencies["pkg:nuget/Ingot.Runtime@0.1.0"]);
    }

    private static string Number(ReleaseContent content) => (string)JsonNode.Parse(BillOfMaterials.ToJson(content))!["serialNumber"]!;

    private static async Task<IEnumerable<string>> FaultsOf(string json)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "schemas", "bom-1.6.SNAPSHOT.schema.json"));
        return schema.Validate(json).Select(f => f.ToString());
    }
}
