using System.Text.RegularExpressions;

namespace Ingot.Core.Tests.Docs;

/// <summary>
/// Folders of a project use each other in one direction, but for the uses that docs/architecture.md names. A folder is the
/// first one below the project; what stands beside the folders, and what uses it, does not count.
/// </summary>
public partial class FolderCircleTests
{
    private static readonly IReadOnlyList<string> Projects =
        [.. Directory.GetDirectories(Path.Combine(RepositoryRoot.Folder, "src")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private static readonly HashSet<FolderUse> Uses = [.. Projects.SelectMany(UsesOf)];

    [Fact]
    public void Without_the_uses_that_the_page_names_no_folders_go_in_a_circle()
    {
        var remaining = Uses.Except(Documented()).ToLookup(u => (u.Project, u.From));

        var circles = Uses.Except(Documented()).Where(u => Reaches(remaining, u.Project, u.To, u.From));

        Assert.Empty(circles);
    }

    [Fact]
    public void Every_use_that_the_page_names_exists_and_closes_a_circle()
    {
        var all = Uses.ToLookup(u => (u.Project, u.From));

        Assert.All(Documented(), u => Assert.True(Uses.Contains(u) && Reaches(all, u.Project, u.To, u.From), $"{u}: remove it from the page"));
    }

    private static HashSet<FolderUse> Documented()
    {
        var page = RepositoryRoot.ReadText("docs/architecture.md");
        var rows = Row().Matches(page[page.IndexOf("### Circles", StringComparison.Ordinal)..]);
        return [.. rows.Select(r => new FolderUse(r.Groups["project"].Value, r.Groups["from"].Value, r.Groups["to"].Value))];
    }

    private static IEnumerable<FolderUse> UsesOf(string project)
    {
        var files = RepositoryRoot.Files($"src/{project}").Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Select(f => (Path: f, Parts: f.Split('/'))).Where(f => f.Parts.Length > 3)
            .Select(f => (f.Path, Folder: f.Parts[2], Type: f.Parts[^1].Split('.')[0])).ToList();
        var types = files.Select(f => (f.Folder, f.Type)).ToHashSet();
        foreach (var (path, folder, _) in files)
        {
            var text = Comment().Replace(RepositoryRoot.ReadText(path), string.Empty);
            var imported = Using().Matches(text).Where(m => m.Groups["project"].Value == project).Select(m => m.Groups["folder"].Value);
            var named = Qualified().Matches(text).Select(m => (m.Groups["folder"].Value, m.Groups["type"].Value)).Where(types.Contains).Select(t => t.Item1);
            foreach (var used in imported.Concat(named).Distinct().Where(u => u != folder))
            {
                yield return new FolderUse(project, folder, used);
            }
        }
    }

    private static bool Reaches(ILookup<(string Project, string From), FolderUse> uses, string project, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            foreach (var use in uses[(project, folder)].Where(u => seen.Add(u.To)))
            {
                open.Push(use.To);
            }
        }

        return false;
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@?using (static )?(?<project>Ingot(\.(Monitoring\.PostgreSql|\w+)))\.(?<folder>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w*)\.(?<type>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\| `(?<project>[\w.]+)` \| `(?<from>\w+)` \| `(?<to>\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    private sealed record FolderUse(string Project, string From, string To);
}
