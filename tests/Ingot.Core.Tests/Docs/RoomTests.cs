using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ingot.Core.Tests.Docs;

/// <summary>The projects are what docs/architecture.md says: which there are, what each uses, and which are packed.</summary>
public partial class RoomTests
{
    /// <summary>What people reference, install or start; all other packages are there because these need them.</summary>
    private static readonly string[] Doors = ["Cake", "Monitoring.PostgreSql", "Runtime", "Sdk", "Serving", "Templates", "Tool", "Training"];

    /// <summary>What the packages of these doors bring along themselves: they have no dependencies.</summary>
    private static readonly string[] CarryTheirOwn = ["Sdk", "Tool"];

    private static readonly Dictionary<string, XDocument> Projects = RepositoryRoot.Files("src", "*.csproj").Where(f => f.Count(c => c == '/') == 2)
        .ToDictionary(f => Short(Path.GetFileNameWithoutExtension(f)), f => XDocument.Parse(RepositoryRoot.ReadText(f)), StringComparer.Ordinal);

    [Fact]
    public void The_table_has_every_project_and_what_it_references()
    {
        Assert.Equal(Projects.Keys.Order(StringComparer.Ordinal), Table().Select(r => r.Project).Order(StringComparer.Ordinal));
        Assert.All(Table(), r => Assert.Equal(ReferencesOf(r.Project), r.Uses));
    }

    [Fact]
    public void Dependence_points_up_the_table()
    {
        var order = Table().Select(r => r.Project).ToList();

        Assert.All(Table(), r => Assert.All(r.Uses, used => Assert.True(order.IndexOf(used) < order.IndexOf(r.Project), $"{r.Project} uses {used}, which stands below it")));
    }

    [Fact]
    public void No_projects_go_in_a_circle() => Assert.All(Projects.Keys, p => Assert.DoesNotContain(p, Closure(ReferencesOf(p))));

    /// <summary>By the namespaces that its sources import: nothing is referenced in vain, and nothing is there by chance, because another project brings it along.</summary>
    [Fact]
    public void A_project_references_what_its_sources_use() => Assert.All(Projects.Keys, p => Assert.Equal(ImportedBy(p), ReferencesOf(p)));

    [Fact]
    public void Packed_is_what_people_use_and_what_that_needs() => Assert.Equal(
        Doors.Concat(Closure(Doors.Except(CarryTheirOwn))).Distinct().Order(StringComparer.Ordinal),
        Projects.Keys.Where(p => (string?)Projects[p].Descendants("IsPackable").SingleOrDefault() == "true").Order(StringComparer.Ordinal));

    /// <summary>What applications and build scripts compile against keeps its members from release to release.</summary>
    [Fact]
    public void The_API_of_what_others_compile_against_is_validated() => Assert.Equal(
        ["Cake", "Monitoring", "Runtime", "Serving"],
        Projects.Keys.Where(p => (string?)Projects[p].Descendants("EnablePackageValidation").SingleOrDefault() == "true").Order(StringComparer.Ordinal));

    [Fact]
    public void An_application_with_the_server_gets_no_plots_no_generator_and_no_trainer()
    {
        var brought = Closure(["Serving"]);
        var packages = brought.SelectMany(p => Projects[p].Descendants("PackageReference").Select(r => (string)r.Attribute("Include")!)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(["Artifacts", "Core", "Data", "Monitoring", "Releases", "Scoring", "Serving"], brought.Order(StringComparer.Ordinal));
        Assert.Empty(packages.Intersect(["Google.Protobuf", "LightGBM", "Microsoft.ML", "Microsoft.ML.FastTree", "OxyPlot.Core"]));
    }

    [Fact]
    public void No_project_opens_its_internals_to_another()
    {
        var sources = RepositoryRoot.Files("src").Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".csproj", StringComparison.Ordinal));

        Assert.All(sources, f => Assert.DoesNotContain("InternalsVisibleTo", RepositoryRoot.ReadText(f), StringComparison.Ordinal));
    }

    /// <summary>The compiler's generator writes several of them in an order that differs from build to build: the same sources would give other packages.</summary>
    [Fact]
    public void The_messages_that_a_project_logs_stand_in_one_file() => Assert.All(
        RepositoryRoot.Files("src").Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && RepositoryRoot.ReadText(f).Contains("[LoggerMessage(", StringComparison.Ordinal))
            .GroupBy(f => f.Split('/')[1]),
        files => Assert.Single(files));

    private static List<(string Project, string[] Uses)> Table()
    {
        var page = RepositoryRoot.ReadText("docs/architecture.md");
        return [.. Row().Matches(page).Select(r => (Short(r.Groups["project"].Value), Name().Matches(r.Groups["uses"].Value).Select(n => n.Groups["name"].Value).ToArray()))];
    }

    private static List<string> ReferencesOf(string project) =>
    [
        .. Projects[project].Descendants("ProjectReference").Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Short(Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')))).Order(StringComparer.Ordinal),
    ];

    private static List<string> ImportedBy(string project) =>
    [
        .. RepositoryRoot.Files($"src/Ingot.{project}").Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(f => Import().Matches(RepositoryRoot.ReadText(f)).Select(m => m.Groups["name"].Value)).Where(n => n != project).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>These projects and all that they bring along.</summary>
    private static HashSet<string> Closure(IEnumerable<string> projects)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(projects);
        while (open.TryPop(out var project))
        {
            if (all.Add(project))
            {
                ReferencesOf(project).ForEach(open.Push);
            }
        }

        return all;
    }

    private static string Short(string project) => project["Ingot.".Length..];

    [GeneratedRegex(@"^\| `(?<project>Ingot\.[\w.]+)` \| [^|]+ \| (?<uses>(–|`[\w.]+`(, `[\w.]+`)*)) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"^@?using (static )?Ingot\.(?<name>Monitoring\.PostgreSql|\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();
}
