using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Docs;

/// <summary>What the pages show of projects and code stands in files of its own, <c>docs/snippets</c>, which tests can use.</summary>
public partial class SnippetTests
{
    private const string Folder = "docs/snippets";

    public static TheoryData<string> ModelProjects =>
        [.. RepositoryRoot.Files(Folder, "*.csproj").Where(f => ((string?)XDocument.Parse(RepositoryRoot.ReadText(f)).Root!.Attribute("Sdk"))!.StartsWith("Ingot.Sdk", StringComparison.Ordinal))];

    public static TheoryData<string> OtherXml =>
        [.. RepositoryRoot.Files(Folder).Where(f => Path.GetExtension(f) is ".csproj" or ".targets" or ".props")];

    [Fact]
    public void Blocks_of_code_on_pages_are_the_files_that_they_name()
    {
        var blocks = Pages().SelectMany(BlocksOf).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, b => Assert.Equal((b.Page, b.Snippet, RepositoryRoot.ReadText(b.Snippet).Trim()), (b.Page, b.Snippet, b.Text)));
    }

    [Fact]
    public void Every_block_of_XML_or_CSharp_names_its_file_and_every_file_is_shown()
    {
        var nameless =
            from page in Pages()
            from match in Fence().Matches(RepositoryRoot.ReadText(page))
            where !match.Groups["marker"].Success
            select $"{page}: {match.Value}";

        Assert.Empty(nameless);
        Assert.Equal(RepositoryRoot.Files(Folder), Pages().SelectMany(BlocksOf).Select(b => b.Snippet).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_request_of_the_docs_has_the_columns_of_the_sample_model()
    {
        var schema = Core.Schemas.SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes(RepositoryRoot.ReadText("models/Churn/Churn.schema.json")), "Churn.schema.json");
        using var request = System.Text.Json.JsonDocument.Parse(RepositoryRoot.ReadText("docs/snippets/customer.json"));

        Assert.Equal(schema.Features.Select(f => f.Name), request.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [MemberData(nameof(ModelProjects))]
    public void Model_projects_say_only_what_a_stage_reads(string file)
    {
        var project = XDocument.Parse(RepositoryRoot.ReadText(file)).Root!;
        string[] known =
        [
            "TrainingData", "ReferenceData", "Column", "Trainer", "Slice", "Gate", "InvarianceTest", "DirectionalTest", "ExpectedPrediction",
            "FairnessGate", "CalibrationGate", "StabilityTest", "SimplerModelTest", "LeakageTest", "StalenessTest", "MLTest", "MonitorGate", "MonitorData",
            "RetrainTrigger", "PretrainedModel", "ModelInput", "ModelOutput", "TrainerInput", "TrainerProject", "Feature", "Search",
        ];
        var items = project.Elements("ItemGroup").Elements().ToList();
        Assert.All(items, i => Assert.Contains(i.Name.LocalName, known));

        // What is unknown or cannot be read ends with INGOT1001.
        var spec = ModelSpecReader.Read(new ProjectDocument(
            [
                KeyValuePair.Create("ModelName", "Model"), KeyValuePair.Create("ProjectFile", "/r/Model.csproj"),
                KeyValuePair.Create("ModelSchemaFile", "/r/Model.schema.json"), KeyValuePair.Create("ModelAcceptedFile", "/r/Model.accepted.json"),
                .. project.Elements("PropertyGroup").Elements().Select(p => KeyValuePair.Create(p.Name.LocalName, p.Value)),
            ],
            [.. items.Select(Item)]));

        Assert.Equal(project.Elements("ItemGroup").Elements("Gate").Count(), spec.Gates.Count);
        Assert.Equal(items.Count(i => known.Take(19).Skip(6).Contains(i.Name.LocalName)), spec.Tests.Count + spec.MLTests.Count + spec.MonitorGates.Count + spec.Monitor.Data.Count + spec.Retrain.Triggers.Count);
    }

    [Theory]
    [MemberData(nameof(ModelProjects))]
    public void Model_projects_set_only_properties_that_the_SDK_or_NET_knows(string file)
    {
        // Of .NET and of NuGet; all others must occur in the SDK's own files, other than in the list of names that it refuses.
        var ofNet = new[] { "TargetFramework", "TargetFrameworks", "Version", "Authors", "Description" };
        var sdk = string.Concat(RepositoryRoot.Files("src/Ingot.Sdk/Sdk").Where(f => !f.EndsWith("Ingot.Names.targets", StringComparison.Ordinal)).Select(RepositoryRoot.ReadText));
        var properties = XDocument.Parse(RepositoryRoot.ReadText(file)).Root!.Elements("PropertyGroup").Elements().Select(p => p.Name.LocalName);

        Assert.All(properties.Except(ofNet), name => Assert.Contains($"$({name})", sdk, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OtherXml))]
    public void Snippets_name_the_version_that_is_built(string file)
    {
        var version = XDocument.Parse(RepositoryRoot.ReadText("Directory.Build.props")).Descendants("IngotDevelopmentVersion").Single().Value;
        var document = XDocument.Parse(RepositoryRoot.ReadText(file));
        var named = document.Descendants()
            .Where(e => ((string?)e.Attribute("Include") ?? (string?)e.Attribute("Sdk"))?.StartsWith("Ingot.", StringComparison.Ordinal) == true)
            .Select(e => (string?)e.Attribute("Version") ?? ((string?)e.Attribute("Sdk"))?.Split('/')[^1]);

        Assert.All(named, v => Assert.Equal(version, v));
    }

    private static ProjectItem Item(XElement item) => new(
        item.Name.LocalName,
        (string)item.Attribute("Include")!,
        item.Attributes().Where(a => a.Name != "Include").ToDictionary(a => a.Name.LocalName, a => a.Value, StringComparer.OrdinalIgnoreCase),
        default);

    private static IEnumerable<string> Pages() => RepositoryRoot.Files("docs", "*.md").Append("README.md");

    private static IEnumerable<(string Page, string Snippet, string Text)> BlocksOf(string page) =>
        Fence().Matches(RepositoryRoot.ReadText(page)).Where(m => m.Groups["marker"].Success)
            .Select(m => (page, m.Groups["file"].Value, m.Groups["text"].Value.Trim()));

    [GeneratedRegex(@"((?<marker>^<!-- snippet: (?<file>\S+) -->\n)^```(xml|csharp|json|yaml|ini)|^```(xml|csharp|yaml))\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
