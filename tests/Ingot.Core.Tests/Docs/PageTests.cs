using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Docs;

/// <summary>Links lead somewhere, and what the sources have is on a page.</summary>
public partial class PageTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_every_anchor_to_a_heading()
    {
        var broken =
            from page in Pages()
            from match in Link().Matches(RepositoryRoot.ReadText(page))
            let target = match.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal)
            let parts = target.Split('#')
            let path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0])
            where !File.Exists(Path.Combine(RepositoryRoot.Folder, path)) || (parts.Length > 1 && !Anchors(path).Contains(parts[1]))
            select $"{page}: {target}";

        Assert.Empty(broken);
    }

    [Fact]
    public void README_links_to_every_page()
    {
        var readme = RepositoryRoot.ReadText("README.md");

        Assert.All(RepositoryRoot.Files("docs", "*.md"), page => Assert.Contains($"({page})", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void README_has_the_two_commands()
    {
        var readme = RepositoryRoot.ReadText("README.md");

        Assert.Matches(@"(?m)^dotnet tool restore && dotnet cake(\s+#.*)?$", readme);
        Assert.Matches(@"(?m)^dotnet cake --target=Test(\s+#.*)?$", readme);
    }

    [Fact]
    public void Every_metric_is_on_the_page_of_Evaluate()
    {
        var page = RepositoryRoot.ReadText("docs/evaluate.md");

        Assert.All(
            Enum.GetValues<ModelTask>().SelectMany(MetricCatalog.Names).Distinct(), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_property_that_a_project_may_set_is_on_a_page()
    {
        var pages = string.Concat(Pages().Select(RepositoryRoot.ReadText));
        var targets = XDocument.Parse(RepositoryRoot.ReadText("src/Ingot.Sdk/Sdk/Ingot.Model.targets"));
        // What the SDK computes for itself, and what .NET has.
        var ofOthers = new[] { "MSBuildProjectFullPath", "MSBuildProjectDirectory", "PackageVersion", "IngotContinuousIntegration", "IngotLanguageVersion", "NETCoreSdkPortableRuntimeIdentifier",
            "IngotFolder", "IngotDotNetHost", "IngotWorker", "_IngotCacheDirectory" };
        var properties = targets.Descendants("IngotProperty").SelectMany(p => Property().Matches((string)p.Attribute("Value")!))
            .Select(m => m.Groups["name"].Value).Except(ofOthers).ToList();

        Assert.Contains("ModelLabel", properties);
        Assert.All(properties, name => Assert.Contains($"`{name}`", pages, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Pages() => RepositoryRoot.Files("docs", "*.md").Append("README.md");

    private static HashSet<string> Anchors(string path) =>
        [.. Heading().Matches(RepositoryRoot.ReadText(path)).Select(m => Punctuation().Replace(m.Groups["text"].Value.ToLowerInvariant(), string.Empty).Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"\$\((?<name>\w+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Property();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w \-]")]
    private static partial Regex Punctuation();
}
