using System.Reflection;
using System.Xml.Linq;
using Ingot.Artifacts.Stages;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Docs;

/// <summary>The targets of the SDK hand over what the stages depend on, and have a target for each of them.</summary>
public class TargetsTests
{
    private static readonly List<XElement> Elements =
        [.. RepositoryRoot.Files("src/Ingot.Sdk/Sdk").Where(f => f.EndsWith(".targets", StringComparison.Ordinal) || f.EndsWith(".props", StringComparison.Ordinal)).SelectMany(f => XDocument.Parse(RepositoryRoot.ReadText(f)).Descendants())];

    private static readonly HashSet<string> HandedOver =
        [.. Elements.Where(e => e.Name.LocalName is "IngotProperty" or "_IngotRelease" or "_IngotReproduced" or "_IngotRetrained").Select(e => (string)e.Attribute("Include")!)];

    [Fact]
    public void Every_property_that_the_specification_reads_is_handed_over()
    {
        var read = typeof(ModelSpec).Assembly.GetTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .SelectMany(p => p.GetCustomAttribute<FromProjectAttribute>()?.Names ?? [])
            .Where(n => n != "*" && !n.Contains('.', StringComparison.Ordinal) && !IsItemType(n));

        Assert.All(read, name => Assert.Contains(name, HandedOver));
    }

    [Fact]
    public void Every_property_that_a_stage_depends_on_is_handed_over() =>
        Assert.All(
            StageCatalog.All.SelectMany(s => s.DependsOn).Where(d => d.Kind is DependencyKind.Property or DependencyKind.ProjectFile),
            d => Assert.Contains(d.Name, HandedOver));

    [Fact]
    public void Items_of_every_type_say_their_type_and_are_handed_over()
    {
        var defined = Elements.Where(e => e.Parent?.Name.LocalName == "ItemDefinitionGroup").ToDictionary(e => e.Name.LocalName, e => (string?)e.Attribute("IngotItemType"));
        var list = Elements.Single(e => e.Name.LocalName == "_IngotItems").Value;

        Assert.Equal(ProjectItems.All.Order(StringComparer.Ordinal), defined.Keys.Order(StringComparer.Ordinal));
        Assert.All(defined, d => Assert.Equal(d.Key, d.Value));
        Assert.Equal(string.Join(';', ProjectItems.All.Select(t => $"@({t})")), list);
    }

    [Fact]
    public void Every_stage_has_its_target_and_one_call()
    {
        var calls = Elements.Where(e => e.Name.LocalName == "Ingot.Sdk.Tasks.RunStage").Select(e => (string)e.Attribute("Stage")!);
        var targets = Elements.Where(e => e.Name.LocalName == "Target").Select(e => (string)e.Attribute("Name")!).ToHashSet();

        Assert.Equal(StageCatalog.All.Select(s => s.Name).Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
        Assert.All(StageCatalog.All, s => Assert.Contains(s.Target, targets));
    }

    private static bool IsItemType(string name) => ProjectItems.All.Contains(name) || name is ProjectItems.ClientAssembly or ProjectItems.ClientAsset;
}
