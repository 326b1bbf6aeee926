using Ingot.Core.Diagnostics;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Building;

/// <summary>The model projects that arguments name: projects, folders with all that lies below them, and patterns.</summary>
internal static class ModelProjects
{
    private const string Projects = "*.*proj";
    private static readonly char[] Wildcards = ['*', '?'];
    private static readonly string[] NotSearched = ["bin", "obj", "artifacts", "node_modules"];

    /// <summary>Finds them.</summary>
    /// <param name="root">The folder that relative arguments begin at.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Paths relative to the root, with slashes, each once, in order.</returns>
    /// <exception cref="IngotException">INGOT9305: an argument names no model.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(string root, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var models = new List<string>();
            foreach (var project in Candidates(root, argument))
            {
                if (await ModelProjectPath.FindFaultAsync(project, cancellation) is null)
                {
                    models.Add(Path.GetRelativePath(root, project).Replace('\\', '/'));
                }
            }

            if (models.Count == 0)
            {
                throw new IngotException(JobDiagnostics.NothingToBuild.At(
                    new SourceLocation(argument),
                    $"'{argument}' names no project of a model: expected a project file that uses Ingot.Sdk, a folder with some below it, or a pattern such as models/**. Patterns in quotes are read by this tool, others by the shell."));
            }

            found.UnionWith(models);
        }

        return [.. found];
    }

    private static IEnumerable<string> Candidates(string root, string argument)
    {
        var path = Path.GetFullPath(Path.Combine(root, argument));
        if (File.Exists(path))
        {
            return Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? [path] : [];
        }

        if (Directory.Exists(path))
        {
            return Below(path);
        }

        var parts = argument.Replace('\\', '/').Split('/');
        var fixedParts = parts.TakeWhile(p => p.IndexOfAny(Wildcards) < 0).ToList();
        var start = Path.GetFullPath(Path.Combine(root, string.Join('/', fixedParts)));
        return Directory.Exists(start) ? Matching(start, [.. parts.Skip(fixedParts.Count)]) : [];
    }

    // ** is any number of folders; what a pattern ends at may be a project or a folder with projects.
    private static IEnumerable<string> Matching(string folder, string[] parts)
    {
        if (parts.Length == 0)
        {
            return Below(folder);
        }

        var rest = parts[1..];
        return parts[0] == "**"
            ? rest.Length == 0 ? Below(folder) : Matching(folder, rest).Concat(Folders(folder, "*").SelectMany(f => Matching(f, parts)))
            : rest.Length > 0 ? Folders(folder, parts[0]).SelectMany(f => Matching(f, rest))
            : Directory.EnumerateFiles(folder, parts[0]).Where(f => Path.GetExtension(f).EndsWith("proj", StringComparison.OrdinalIgnoreCase)).Concat(Folders(folder, parts[0]).SelectMany(Below));
    }

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, Projects).Concat(Folders(folder, "*").SelectMany(Below));

    private static IEnumerable<string> Folders(string folder, string pattern) =>
        new DirectoryInfo(folder).EnumerateDirectories(pattern)
            .Where(d => !NotSearched.Contains(d.Name) && !d.Name.StartsWith('.') && d.LinkTarget is null)
            .Select(d => d.FullName);
}
