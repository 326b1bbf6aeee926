using System.Globalization;

namespace Ingot.Core.Specs;

/// <summary>Reads what a project says of the package that it is about to pack.</summary>
internal static class ReleaseSpecReader
{
    /// <summary>Reads it.</summary>
    /// <param name="document">What the tasks handed over.</param>
    public static ReleaseSpec Read(ProjectDocument document) => new()
    {
        Description = document.Get("Description"),
        Licence = document.Get("PackageLicenseExpression"),
        Authors = document.Get("Authors"),
        ProjectPath = document.Get("ProjectPath") ?? Path.GetFileName(document.Location.File),
        Configuration = document.Get("Configuration") ?? string.Empty,
        Commit = document.Get("RepositoryCommit"),
        Sources = Sources(document),
        SourceFiles = [.. document.OfType("SourceFile").Select(i => new ReleasedFile(i.Get("Path") ?? Path.GetFileName(i.Include), i.Include, i.Sha256))],
        Repository = document.Get("RepositoryUrl"),
        DotNetVersion = document.Get("DotNetVersion") ?? string.Empty,
        AssetsFile = document.Get("AssetsFile"),
        Files = [.. Outputs(document), .. document.OfType("PackageFile").Select(NamedByProject)],
        Said = document,
    };

    private static SourceRecord Sources(ProjectDocument document)
    {
        List<string> differences = [.. document.OfType("SourceDifference").Select(i => $"{i.Include} ({i.Get("How")})")];
        return document.Get("SourceState") is { } state && Enum.TryParse<SourceState>(state, ignoreCase: true, out var parsed)
            ? new SourceRecord(
                parsed,
                document.Get("SourceReason"),
                differences,
                int.TryParse(document.Get("SourceDifferences"), NumberStyles.None, CultureInfo.InvariantCulture, out var all) ? Math.Max(all, differences.Count) : differences.Count)
            : SourceRecord.NotAsked;
    }

    // What was built: below the folder of libraries, by framework.
    private static IEnumerable<ReleasedFile> Outputs(ProjectDocument document)
    {
        var folder = document.Get("BuildOutputFolder") ?? "lib";
        return document.OfType("PackageOutput").Select(item => new ReleasedFile(
            Slashes($"{folder}/{item.Get("TargetFramework")}/{item.Get("TargetPath") ?? Path.GetFileName(item.Include)}"), item.Include, item.Sha256));
    }

    // NuGet takes a path that ends with a slash for a folder, and when there are several, the first is enough to name the content.
    private static ReleasedFile NamedByProject(ProjectItem item)
    {
        var path = (item.Get("PackagePath") ?? string.Empty).Split(';')[0];
        var isFolder = path.Length == 0 || path[^1] is '/' or '\\';
        return new ReleasedFile(Slashes(isFolder ? path + Path.GetFileName(item.Include) : path).TrimStart('/'), item.Include, item.Sha256);
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
