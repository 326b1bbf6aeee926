using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Records what a successful build of a model depended on, so that <see cref="PruneModels"/> can leave it out of the next one.
/// Runs last; when the record still holds, it is not written again.
/// </summary>
public sealed class RecordUpToDate : Microsoft.Build.Utilities.Task
{
    // What MSBuild calls the path of the solution outside one.
    private const string NoSolution = "*Undefined*";

    /// <summary>Properties of the project: names, with metadata <c>Value</c>.</summary>
    [Required]
    public ITaskItem[] Properties { get; set; } = [];

    /// <summary>What the project says of the model: items of all types, each with its type as metadata <c>IngotItemType</c>.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>The folder of the records.</summary>
    [Required]
    public string RecordFolder { get; set; } = string.Empty;

    /// <summary>The solution that is built, if any.</summary>
    public string SolutionPath { get; set; } = string.Empty;

    /// <summary>Files that the build read, besides those of the model.</summary>
    public ITaskItem[] Inputs { get; set; } = [];

    /// <summary>The file in which MSBuild lists what the build wrote, from the project's folder.</summary>
    public string OutputList { get; set; } = string.Empty;

    /// <summary>Files of packages and target packs: the folders of their versions stand for them.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The project's references to other projects: with one the project is never left out.</summary>
    public ITaskItem[] ProjectReferences { get; set; } = [];

    /// <summary>All folders in which packages are found.</summary>
    public ITaskItem[] PackageFolders { get; set; } = [];

    /// <summary>The folder of extracted packages.</summary>
    public string PackageFolder { get; set; } = string.Empty;

    /// <summary>Folders whose files no project lists: SDKs and target packs, told apart by their versions.</summary>
    public ITaskItem[] VersionedFolders { get; set; } = [];

    /// <summary>Folders in which the build writes.</summary>
    public ITaskItem[] OutputFolders { get; set; } = [];

    /// <summary>Codes of warnings that the project does not want to see, separated by semicolons or commas.</summary>
    public string SilencedCodes { get; set; } = string.Empty;

    private ModelProject Project => field ??= new ModelProject(Properties, Items);

    private string ProjectFile => Project["ProjectFile"];

    private string IngotFolder => Project["IngotFolder"];

    /// <inheritdoc />
    public override bool Execute()
    {
        var path = UpToDateRecord.PathOf(RecordFolder, ProjectFile, [.. BuildContext.Variant(BuildEngine, []), SolutionPath == NoSolution ? string.Empty : SolutionPath]);
        try
        {
            var states = new FileStates();
            var context = BuildContext.Current(BuildEngine, states);
            var key = SealKey.OfUser();
            if (UpToDateRecord.TryRead(path, key) is not { } record || record.FindChange(context, states) is not null)
            {
                Record(path, context, states, key);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            // The record only saves time.
            Log.LogText(MessageImportance.Low, "Ingot: no record of {0}: {1}", ProjectFile, e.Message);
        }

        return true;
    }

    private void Record(string path, SortedDictionary<string, string> context, FileStates states, SealKey key)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        if (ProjectReferences.Length > 0)
        {
            return;
        }

        var evaluation = ProjectEvaluation.Of(ProjectFile, BuildEngine);
        if (!evaluation.Succeeded)
        {
            return;
        }

        var hooked = HookedTargets.Of(evaluation, Project.Folder, f => PackageFolders.Any(p => IsBelow(f, p.ItemSpec)));
        if (hooked.Unknown is { } target)
        {
            Log.LogText(
                MessageImportance.Low, "Ingot: {0} is never left out: its target {1} in {2} does not say by Inputs and Outputs what it reads and makes.",
                ProjectFile, target.Name, target.File);
            return;
        }

        var record = new UpToDateRecord();
        foreach (var pair in context)
        {
            record.AddContext(pair.Key, pair.Value);
        }

        var outputs = new HashSet<string>(BuildOutputs().Concat(StageOutputs()).Concat(hooked.Outputs), StringComparer.Ordinal);
        foreach (var file in Inputs.Select(FullPath)
            .Concat(ModelFiles())
            .Concat(outputs)
            .Concat(hooked.Inputs)
            .Concat(evaluation.Imports)
            .Concat(evaluation.ConditionalImports)
            .Concat(FilesFoundByName.Of(ProjectFile))
            .Concat(References.Select(FullPath))
            .Select(Representative)
            .OfType<string>()
            .Where(f => !Directory.Exists(f))
            .Distinct(StringComparer.Ordinal))
        {
            record.AddFile(file, states);
        }

        AddGlobs(record, evaluation, states);
        foreach (var folder in Evidence().Concat(hooked.Inputs).Concat(hooked.Outputs).Where(Directory.Exists))
        {
            record.AddFolder(folder, [], states);
        }

        record.AddLinks(states);
        foreach (var line in Diagnostics())
        {
            record.AddDiagnostic(line);
        }

        // A file that was edited while the build ran may have been read before: then the next build has to look.
        if (!record.ChangedSince(BuildStart(), outputs))
        {
            record.Write(path, key);
        }
    }

    /// <summary>What stands for a file: itself, its package's metadata, or nothing when its folder's name tells its version.</summary>
    private string? Representative(string file)
    {
        if (VersionedFolders.Any(f => IsBelow(file, f.ItemSpec)))
        {
            return null;
        }

        if (PackageFolder.Length > 0 && IsBelow(file, PackageFolder))
        {
            var root = Path.GetFullPath(PackageFolder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            var parts = file.Substring(root.Length).Split(Path.DirectorySeparatorChar);
            return parts.Length > 2 ? Path.Combine(root, parts[0], parts[1], ".nupkg.metadata") : file;
        }

        return file;
    }

    private void AddGlobs(UpToDateRecord record, ProjectEvaluation evaluation, FileStates states)
    {
        var leftOut = new HashSet<string>(
            OutputFolders.Select(f => FullPath(f).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar), PathNames.Comparer);
        foreach (var glob in evaluation.Globs.Distinct(StringComparer.Ordinal))
        {
            // The part before the first wildcard is the folder in which files may appear.
            var fixedPart = glob.Replace('\\', '/');
            var wildcard = fixedPart.IndexOfAny(['*', '?']);
            if (wildcard < 0)
            {
                continue;
            }

            fixedPart = fixedPart.Substring(0, fixedPart.LastIndexOf('/', wildcard) + 1);
            var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ProjectFile)!, fixedPart)).TrimEnd(Path.DirectorySeparatorChar);
            if (Directory.Exists(folder))
            {
                record.AddFolder(folder, leftOut, states);
            }
            else
            {
                record.AddFile(folder, states);
            }
        }
    }

    /// <summary>What the stages read beside the project: data, schema, accepted result, and what proves tests.</summary>
    private IEnumerable<string> ModelFiles() =>
    [
        .. Project.Items.Where(i => i.IsFile).Select(i => i.FullPath),
        Project["ModelSchemaFile"],
        Project["ModelAcceptedFile"],
        AcceptedInputs.ScoresOf(Project["ModelAcceptedFile"]),
        .. Evidence().Where(e => !Directory.Exists(e)),
    ];

    private IEnumerable<string> Evidence() => Project.Named(ProjectItems.MLTest, ProjectItems.Evidence);

    private IEnumerable<string> BuildOutputs()
    {
        var list = Path.Combine(Project.Folder, OutputList);
        return File.Exists(list) ? File.ReadLines(list).Where(l => l.Length > 0).Select(l => Path.GetFullPath(Path.Combine(Project.Folder, l))) : [];
    }

    private IEnumerable<string> StageOutputs() => Directory.Exists(IngotFolder)
        ? Directory.GetFiles(IngotFolder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is not (ModelLock.FileName or ProjectJson.FileName or FingerprintTable.FileName or NamesRecord.FileName))
        : [];

    private IEnumerable<string> Diagnostics()
    {
        var silenced = SilencedCodes.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
        return StageCatalog.OfBuild
            .Select(stage => Path.Combine(IngotFolder, stage.FolderName, StageDefinition.Diagnostics))
            .Where(File.Exists)
            .SelectMany(File.ReadAllLines)
            .Where(line => line.Length > 0 && !silenced.Any(code => line.Contains("warning " + code + ":")));
    }

    private long BuildStart() =>
        BuildEngine is IBuildEngine4 shared
        && shared.GetRegisteredTaskObject(StartBuild.Key, RegisteredTaskObjectLifetime.Build) is long ticks
            ? ticks
            : 0;

    private static bool IsBelow(string file, string folder) =>
        file.StartsWith(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, PathNames.Comparison);

    private static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");
}
