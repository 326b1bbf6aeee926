using System.Reflection;
using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Tests.Diagnostics;

/// <summary>Three lists of codes must be one: the catalogue's, the page's, and what the sources use.</summary>
public partial class DiagnosticsPageTests
{
    private static readonly string[] Labels = ["**Found.**", "**Why it matters.**", "**Remedy.**", "**Silence.**"];

    private static readonly DiagnosticsPage Page = DiagnosticsPage.Read();

    [Fact]
    public void Every_descriptor_is_in_the_catalogue_and_has_a_code_of_its_own()
    {
        var declared = Declarations().Select(p => ((DiagnosticDescriptor)p.GetValue(null)!).Code).Order(StringComparer.Ordinal);

        Assert.Equal(declared, DiagnosticCatalog.All.Select(d => d.Code));
        Assert.Equal(DiagnosticCatalog.All.Select(d => d.Code).Distinct(), DiagnosticCatalog.All.Select(d => d.Code));
    }

    [Fact]
    public void Every_descriptor_has_a_section_and_every_section_a_descriptor_in_the_order_of_the_codes() =>
        Assert.Equal(DiagnosticCatalog.All.Select(d => d.Code), Page.Sections.Select(s => s.Code));

    [Fact]
    public void The_index_has_the_titles_and_severities_of_the_sections()
    {
        Assert.Equal(Page.Sections.Select(s => (s.Code, s.Severity, s.Title)), Page.Rows.Select(r => (r.Code, r.Severity, r.Title)));
        Assert.All(Page.Rows, r => Assert.Equal(r.Code.ToUpperInvariant(), r.Anchor.ToUpperInvariant()));
    }

    [Fact]
    public void Titles_and_severities_are_those_of_the_descriptors()
    {
        Assert.Equal(DiagnosticCatalog.All.Select(d => d.Title), Page.Sections.Select(s => s.Title));
        Assert.All(
            DiagnosticCatalog.All.Zip(Page.Sections),
            pair => Assert.Contains(pair.Second.Severity, Severities(pair.First)));
    }

    [Fact]
    public void Every_section_shows_a_message_of_its_code_and_says_why_what_to_do_and_how_to_silence_it()
    {
        Assert.All(Page.Sections, s => Assert.Matches($@"\S: (error|warning|message) {s.Code}: [A-Z0-9\\'].*\. More: dotnet ingot explain {s.Code}$", s.Example));
        Assert.All(Page.Sections, s => Assert.All(Labels, label => Assert.Equal(2, s.Text.Split("\n" + label + " ").Length)));
        Assert.All(
            Page.Sections.Where(s => s.Severity == "error"), s => Assert.Contains("**Silence.** It cannot be silenced.", s.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_diagnostic_ends_with_the_help_of_its_descriptor_as_its_example_does()
    {
        var diagnostics = DiagnosticCatalog.All.Select(d => d.At(new SourceLocation("M.csproj", 3, 1), $"Found\nthis."));

        Assert.All(diagnostics.Zip(Page.Sections), pair =>
        {
            Assert.EndsWith($"{pair.First.Code}: Found this. More: {pair.First.Descriptor.Help}", pair.First.ToString(), StringComparison.Ordinal);
            Assert.Equal("Found\nthis.", pair.First.Message);
            Assert.EndsWith($" More: {pair.First.Descriptor.Help}", pair.Second.Example, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Help_is_spelled_in_one_place_for_the_tools_and_in_one_for_the_tasks()
    {
        var spelling = Sources().Where(f => RepositoryRoot.ReadText(f).Split('\n').Any(l => Help().IsMatch(l) && !l.TrimStart().StartsWith("///", StringComparison.Ordinal)));

        Assert.Equal(
            [
                "src/Ingot.Core/Diagnostics/DiagnosticDescriptor.cs",
                "src/Ingot.Sdk/Sdk/Ingot.Package.targets",
                "src/Ingot.Sdk/Tasks/CodedLog.cs",
                "src/Ingot.Tool/Workers/MSBuildResult.cs",
            ],
            spelling.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_that_the_sources_write_is_in_the_catalogue()
    {
        var known = DiagnosticCatalog.All.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        var unknown =
            from file in Sources()
            from match in Code().Matches(RepositoryRoot.ReadText(file))
            where !known.Contains(match.Value.ToUpperInvariant())
            select $"{file}: {match.Value}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_descriptor_is_reported_somewhere()
    {
        // The MSBuild tasks cannot see Ingot.Core and write codes as text; all others name the descriptor.
        var sources = Sources().Where(f => !f.StartsWith("src/Ingot.Core/Diagnostics/", StringComparison.Ordinal)).ToList();
        var text = string.Concat(sources.Select(RepositoryRoot.ReadText));
        var tasks = string.Concat(sources.Where(f => f.StartsWith("src/Ingot.Sdk/", StringComparison.Ordinal)).Select(RepositoryRoot.ReadText));
        var unused =
            from property in Declarations()
            let code = ((DiagnosticDescriptor)property.GetValue(null)!).Code
            where !Regex.IsMatch(text, $@"\b{property.DeclaringType!.Name}\.{property.Name}\b")
                && !tasks.Contains($"\"{code}\"", StringComparison.Ordinal)
            select $"{code} {property.Name}";

        Assert.Empty(unused);
    }

    [Fact]
    public void Every_code_and_anchor_that_other_pages_name_exists()
    {
        var known = DiagnosticCatalog.All.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        var unknown =
            from file in RepositoryRoot.Files("docs", "*.md").Append("README.md")
            from match in Code().Matches(RepositoryRoot.ReadText(file))
            where !known.Contains(match.Value.ToUpperInvariant())
            select $"{file}: {match.Value}";

        Assert.Empty(unknown);
    }

    private static IEnumerable<string> Sources() =>
        RepositoryRoot.Files("src").Where(f => Path.GetExtension(f) is ".cs" or ".targets" or ".props" or ".csproj" or ".json");

    private static IEnumerable<PropertyInfo> Declarations() => typeof(DiagnosticDescriptor).Assembly.GetTypes()
        .SelectMany(t => t.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(p => p.PropertyType == typeof(DiagnosticDescriptor));

    private static string[] Severities(DiagnosticDescriptor descriptor) => descriptor.Severity switch
    {
        DiagnosticSeverity.Error => ["error"],
        DiagnosticSeverity.Warning => ["warning", "warning or error"],
        _ => ["message"],
    };

    [GeneratedRegex("docs/diagnostics.md#|dotnet ingot explain")]
    private static partial Regex Help();

    [GeneratedRegex(@"INGOT\d{4}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
