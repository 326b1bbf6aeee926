using System.Xml.Linq;
using Ingot.Sdk.Tasks;

namespace Ingot.Sdk.Tests;

/// <summary>A model follows from its project, never from what a machine happens to have in its environment; and old names are refused.</summary>
public class PropertyNameTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    // Words of the contract that are not properties, and names of tools that machines have.
    private static readonly string[] OtherWords =
        ["NAME", "TASK", "MODEL", "THREADS", "THRESHOLD", "COLUMN", "TRAINER", "SLICE", "GATE", "METRIC", "MIN", "MAX", "CACHE", "WORKER", "ROLE", "TYPE"];

    [Fact]
    public void An_environment_full_of_such_names_changes_nothing()
    {
        var model = new TinyModel(fixture);
        var (exitCode, stages, output) = model.Run(null, "build", "-p:IngotCache=false");
        Assert.True(exitCode == 0, output);
        var project = File.ReadAllText(model.At("obj/Debug/ingot/project.json"));

        Directory.Delete(model.At("obj"), recursive: true);
        var cleared = XDocument.Load(SdkFile("Ingot.Names.props")).Descendants("PropertyGroup").Elements().Select(p => p.Name.LocalName.ToUpperInvariant()).ToList();
        Assert.Superset(
            new HashSet<string> { "SEED", "FILTER", "LABEL", "POSITIVECLASS", "CLASSIFICATIONTHRESHOLD", "GOLDENROWS", "SCHEMAFILE", "VERSION", "VERSIONSUFFIX" },
            cleared.ToHashSet());
        var (again, stagesAgain, outputAgain) = model.Run(
            null, cleared.Concat(OtherWords).ToDictionary(n => n, _ => "9"), "build", "-p:IngotCache=false");

        Assert.True(again == 0, outputAgain);
        Assert.Equal("prepare train evaluate gate export", stages);
        Assert.Equal(stages, stagesAgain);
        Assert.Equal(project, File.ReadAllText(model.At("obj/Debug/ingot/project.json")));
        Assert.Contains("\"ModelLabel\": \"y\"", project, StringComparison.Ordinal);
        Assert.Contains("\"Version\": \"1.0.0\"", project, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_still_overrides_what_the_environment_may_not()
    {
        var model = new TinyModel(fixture);
        var (exitCode, _, output) = model.Run(
            null, new Dictionary<string, string> { ["VERSION"] = "9.0.0" }, "build", "-p:Version=2.0.0", "-p:ModelPositiveClass=1");

        Assert.True(exitCode == 0, output);
        var project = File.ReadAllText(model.At("obj/Debug/ingot/project.json"));
        Assert.Contains("\"Version\": \"2.0.0\"", project, StringComparison.Ordinal);
        Assert.Contains("\"ModelPositiveClass\": \"1\"", project, StringComparison.Ordinal);
    }

    [Fact]
    public void A_switch_that_is_misspelt_is_not_off()
    {
        var model = new TinyModel(fixture);
        var (exitCode, stages, output) = model.Run(null, "build", "-p:ModelLockedMode=ture", "-p:IngotCache=flase");

        Assert.Equal((1, string.Empty), (exitCode, stages));
        Assert.Contains("Tiny.csproj : error INGOT1001: The property ModelLockedMode is 'ture'; expected true or false. More: dotnet ingot explain INGOT1001", output, StringComparison.Ordinal);
        Assert.Contains("error INGOT1001: The property IngotCache is 'flase'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_name_is_an_error_at_its_line_that_says_the_new_one()
    {
        var model = new TinyModel(fixture);
        model.Replace("<ModelLabel>y</ModelLabel>", "<ModelLabel>y</ModelLabel>\n    <Seed>7</Seed>");
        File.WriteAllText(model.At("Directory.Build.props"), "<Project>\n  <PropertyGroup>\n    <Filter>x > 'a'; b</Filter>\n  </PropertyGroup>\n</Project>\n");
        var (exitCode, stages, output) = model.Run(
            null, new Dictionary<string, string> { ["MAXLEAKAGE"] = "1" }, "build", "-p:GoldenRows=1");

        Assert.Equal((1, string.Empty), (exitCode, stages));
        Assert.Contains($"{model.At("Tiny.csproj")}(5,5): error INGOT1017: The property Seed is called ModelSeed now, and nothing reads it by its old name. Rename it where it is set. More: dotnet ingot explain INGOT1017", output, StringComparison.Ordinal);
        Assert.Contains($"{model.At("Directory.Build.props")}(3,5): error INGOT1017: The property Filter is called ModelFilter now", output, StringComparison.Ordinal);
        Assert.Contains($"{model.At("Tiny.csproj")} : error INGOT1017: The property GoldenRows is called ModelGoldenRows now", output, StringComparison.Ordinal);
        Assert.DoesNotContain("MaxLeakage", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_refused_is_what_was_cleared_and_has_a_new_name_that_is_read()
    {
        var refused = XDocument.Load(SdkFile("Ingot.Names.targets")).Descendants("_IngotOldName").ToList();
        var cleared = XDocument.Load(SdkFile("Ingot.Names.props")).Descendants("PropertyGroup").First().Elements().Select(p => p.Name.LocalName);
        var read = string.Concat(Directory.GetFiles(Path.GetDirectoryName(SdkFile("Sdk.props"))!).Where(f => !Path.GetFileName(f).StartsWith("Ingot.Names.", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.Equal(cleared, refused.Select(n => (string?)n.Attribute("Include")));
        Assert.All(refused, n => Assert.Equal($"$({(string?)n.Attribute("Include")})", (string?)n.Attribute("Value")));
        Assert.All(refused, n => Assert.Contains($"$({CheckProperties.NewNameOf((string)n.Attribute("Include")!)})", read, StringComparison.Ordinal));
        Assert.All(refused, n => Assert.DoesNotContain($"$({(string?)n.Attribute("Include")})", read, StringComparison.Ordinal));
    }

    private static string SdkFile(string name) => Path.Combine(SdkFixture.Repository, "src", "Ingot.Sdk", "Sdk", name);
}
