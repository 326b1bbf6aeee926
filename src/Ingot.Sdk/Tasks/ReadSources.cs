using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Names what a package is made from besides its data, for the provenance, and compares the working tree with the commit that the
/// provenance names.
/// </summary>
public sealed class ReadSources : Microsoft.Build.Utilities.Task
{
    // A tree that differs everywhere is told by a few of its files as well.
    private const int MaxDifferences = 50;

    /// <summary>Properties of the project: names, with metadata <c>Value</c>.</summary>
    [Required]
    public ITaskItem[] Properties { get; set; } = [];

    /// <summary>What the project says of the model: items of all types, each with its type as metadata <c>IngotItemType</c>.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>The commit that the package names; empty: none.</summary>
    public string Commit { get; set; } = string.Empty;

    /// <summary>Files that the compiler reads.</summary>
    public ITaskItem[] Compiled { get; set; } = [];

    /// <summary>The projects that this one refers to.</summary>
    public ITaskItem[] ProjectReferences { get; set; } = [];

    /// <summary>Folders whose files are no sources: what the build writes, packages, SDKs.</summary>
    public ITaskItem[] LeftOut { get; set; } = [];

    /// <summary>The sources: full paths, with their path in the repository as metadata <c>Path</c>.</summary>
    [Output]
    public ITaskItem[] Sources { get; private set; } = [];

    /// <summary>What differs from the commit: paths in the repository, with metadata <c>How</c>; of many the first.</summary>
    [Output]
    public ITaskItem[] Differences { get; private set; } = [];

    /// <summary>How many differ.</summary>
    [Output]
    public int DifferenceCount { get; private set; }

    /// <summary><c>clean</c>, <c>dirty</c> or <c>unknown</c>.</summary>
    [Output]
    public string State { get; private set; } = string.Empty;

    /// <summary>Why it is not known; empty: it is.</summary>
    [Output]
    public string Reason { get; private set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        var project = new ModelProject(Properties, Items);
        var projectFile = project["ProjectFile"];
        List<string> leftOut = [.. LeftOut.Select(f => Folder(f.GetMetadata("FullPath")))];
        List<string> sources =
        [
            .. Compiled.Select(c => c.GetMetadata("FullPath"))
                .Concat(ProjectEvaluation.Of(projectFile, BuildEngine).Imports)
                .Where(f => File.Exists(f) && f != projectFile && !leftOut.Exists(f.StartsWith))
                .Distinct(StringComparer.Ordinal)
                .OrderBy(f => f, StringComparer.Ordinal),
        ];
        IEnumerable<string> said = [projectFile, project["ModelSchemaFile"], project["ModelAcceptedFile"], AcceptedInputs.ScoresOf(project["ModelAcceptedFile"])];
        var review = SourceReview.Of(
            projectFile,
            Commit,
            sources.Concat(said.Where(File.Exists)),
            project.Items.Where(i => i.IsFile && !ProjectItems.IsOfRelease(i.Type)).Select(i => i.FullPath),
            ProjectReferences.Select(r => Folder(Path.GetDirectoryName(r.GetMetadata("FullPath"))!)));

        var root = GitTree.RootOf(projectFile) ?? Folder(Path.GetDirectoryName(projectFile)!);
        Sources = [.. sources.Select(f => WithMetadata(f, "Path", NameOf(f, root)))];
        (State, Reason, DifferenceCount) = (review.State, review.Reason ?? string.Empty, review.Differences.Count);
        Differences = [.. review.Differences.Take(MaxDifferences).Select(d => WithMetadata(d.Key, "How", d.Value))];
        return true;
    }

    private static string NameOf(string file, string root) => file.StartsWith(root, PathNames.Comparison)
        ? file.Substring(root.Length).Replace(Path.DirectorySeparatorChar, '/')
        : Path.GetFileName(file);

    private static string Folder(string path) => path.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    private static TaskItem WithMetadata(string name, string metadata, string value)
    {
        var item = new TaskItem(name);
        item.SetMetadata(metadata, value);
        return item;
    }
}
