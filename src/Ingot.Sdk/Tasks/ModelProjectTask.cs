using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// A task that is handed all that a model project says, as two lists: properties, including the tool's own such as <c>IngotFolder</c>,
/// and items, each with its type.
/// </summary>
public abstract class ModelProjectTask : WorkerTask
{
    /// <summary>Properties of the project: names, with metadata <c>Value</c>.</summary>
    [Required]
    public ITaskItem[] Properties { get; set; } = [];

    /// <summary>Items of all types, each with its type as metadata <c>IngotItemType</c>.</summary>
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>What the project says.</summary>
    internal ModelProject Project { get; private set; } = null!;

    /// <summary>The folder of all stages of this model.</summary>
    internal string IngotFolder { get; private set; } = string.Empty;

    /// <summary>What is done, in a word.</summary>
    internal abstract string Work { get; }

    /// <inheritdoc />
    public override bool Execute()
    {
        Project = new ModelProject(Properties, Items);
        IngotFolder = Project["IngotFolder"];
        ProjectFile = Project["ProjectFile"];
        DotNetHost = Project["IngotDotNetHost"];
        Worker = Project["IngotWorker"];
        Threads = int.TryParse(Project["IngotThreads"], NumberStyles.None, CultureInfo.InvariantCulture, out var threads) ? threads : 0;
        try
        {
            Directory.CreateDirectory(IngotFolder);
            return ExecuteCore();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogCodedError(
                "INGOT9004", ProjectFile,
                "Stage '{0}' could not read or write a file: {1}. {2}, and build again.",
                Work, e.Message.TrimEnd('.', ' '),
                SharedFiles.IsHeldElsewhere(e) ? "Close the program that has it open" : "Make the folder '" + IngotFolder + "' readable and writable, free disk space");
            return false;
        }
    }

    /// <summary>What the task does; a file system that refuses becomes INGOT9004.</summary>
    protected abstract bool ExecuteCore();

    /// <summary>Content hashes of the files that the model depends on.</summary>
    internal virtual FingerprintTable OpenFingerprints() => new(Path.Combine(IngotFolder, FingerprintTable.FileName));

    /// <summary>Hands the project to the worker and runs a stage there.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="more">Further arguments.</param>
    internal bool RunWorker(StageDefinition stage, IReadOnlyList<string> more)
    {
        var projectJson = Path.Combine(IngotFolder, ProjectJson.FileName);
        WriteProject(projectJson);
        return RunWorker(stage.FolderName, projectJson, IngotFolder, more);
    }

    /// <summary>Writes what the project says, for the worker.</summary>
    /// <param name="path">The file.</param>
    internal void WriteProject(string path) =>
        AtomicFile.Write(path, ProjectJson.Of(Project, ProjectEvaluation.Of(ProjectFile, BuildEngine), OpenFingerprints()));
}
