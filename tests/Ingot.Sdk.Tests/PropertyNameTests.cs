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
    public void All_that_is_wrong_is_said_by_one_build_each_at_its_line()
    {
        var model = new TinyModel(fixture);
        model.Replace("<ModelLabel>y</ModelLabel>", "<ModelLabel>y</ModelLabel>\n    <ModelSeed>seven</ModelSeed>\n    <ModelSeeed>7</ModelSeeed>\n    <IngotThreads>many</IngotThreads>\n    <Filter>x</Filter>");
        model.AddItems("""<Gates Include="AUC" Min="0.999" />""");
        File.WriteAllText(model.At("Directory.Build.props"), "<Project>\n  <PropertyGroup>\n    <IngotEmbedLimit>big</IngotEmbedLimit>\n    <ModelsMode>of another project</ModelsMode>\n  </PropertyGroup>\n</Project>\n");
        var (exitCode, stages, output) = model.Run(
            null, new Dictionary<string, string> { ["MODEL_LABELL"] = "1", ["IngotThread"] = "1" }, "build", "-p:ModelLockedMode=ture", "-p:ModelValidationFractoin=0.2");

        Assert.Equal((1, string.Empty), (exitCode, stages));
        foreach (var expected in new[]
        {
            "Tiny.csproj : error INGOT1001: The property ModelLockedMode is 'ture'; expected true or false. More: dotnet ingot explain INGOT1001",
            "Tiny.csproj(5,5): error INGOT1001: no number",
            "Tiny.csproj(6,5): error INGOT1018: There is no property ModelSeeed, and nothing in this build reads it; the nearest that exists is ModelSeed. Correct the name.",
            "Tiny.csproj(7,5): error INGOT1001: The property IngotThreads is 'many'; expected a whole number, 0 or more.",
            "Tiny.csproj(8,5): error INGOT1017: The property Filter is called ModelFilter now",
            "Tiny.csproj(16,5): error INGOT1018: There is no item type Gates, and nothing in this build reads it; the nearest that exists is Gate.",
            "Directory.Build.props(3,5): error INGOT1001: The property IngotEmbedLimit is 'big'; expected a whole number",
            "Tiny.csproj : error INGOT1018: There is no property ModelValidationFractoin, and nothing in this build reads it; the nearest that exists is ModelValidationFraction.",
        })
        {
            Assert.Contains(model.At(expected.StartsWith("Tiny", StringComparison.Ordinal) ? "Tiny" : "Directory") + expected[expected.IndexOf('.', StringComparison.Ordinal)..], output, StringComparison.Ordinal);
        }

        Assert.Equal(8, output.Split('\n').Where(l => l.Contains(": error ", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct().Count());
    }

    [Fact]
    public void A_name_that_becomes_wrong_is_found_when_nothing_else_is_new()
    {
        var model = new TinyModel(fixture);
        Assert.Equal(0, model.Build().ExitCode);
        var before = File.GetLastWriteTimeUtc(model.At("obj/Debug/ingot/names.txt"));
        Assert.Equal((0, string.Empty), (model.Build() is var again ? (again.ExitCode, again.Stages) : default));
        Assert.Equal(before, File.GetLastWriteTimeUtc(model.At("obj/Debug/ingot/names.txt")));

        File.WriteAllText(model.At("Directory.Build.targets"), "<Project>\n  <ItemGroup>\n    <Slices Include=\"x\" />\n  </ItemGroup>\n</Project>\n");
        var (exitCode, stages, output) = model.Build();
        Assert.Equal((1, string.Empty), (exitCode, stages));
        Assert.Contains($"{model.At("Directory.Build.targets")}(3,5): error INGOT1018: There is no item type Slices", output, StringComparison.Ordinal);
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
