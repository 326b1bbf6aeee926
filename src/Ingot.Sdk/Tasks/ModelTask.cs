using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>A task that is handed all that a model project says.</summary>
public abstract class ModelTask : WorkerTask
{
    private static readonly string[] ItemTypes =
        ["TrainingData", "ReferenceData", "Column", "Trainer", "Slice", "Gate", .. ModelProject.TestTypes];

    /// <summary>The folder of all stages of this model.</summary>
    [Required]
    public string IngotFolder { get; set; } = string.Empty;

    /// <summary>Properties of the project: names, with metadata <c>Value</c>.</summary>
    [Required]
    public ITaskItem[] Properties { get; set; } = [];

    /// <summary>Items <c>TrainingData</c>.</summary>
    public ITaskItem[] TrainingData { get; set; } = [];

    /// <summary>Items <c>ReferenceData</c>.</summary>
    public ITaskItem[] ReferenceData { get; set; } = [];

    /// <summary>Items <c>Column</c>.</summary>
    public ITaskItem[] Columns { get; set; } = [];

    /// <summary>Items <c>Trainer</c>.</summary>
    public ITaskItem[] Trainers { get; set; } = [];

    /// <summary>Items <c>Slice</c>.</summary>
    public ITaskItem[] Slices { get; set; } = [];

    /// <summary>Items <c>Gate</c>.</summary>
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>Items of all types of tests, each with its type as metadata <c>IngotItemType</c>.</summary>
    public ITaskItem[] Tests { get; set; } = [];

    /// <summary>The stage's word.</summary>
    internal abstract string Stage { get; }

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            return ExecuteCore();
        }
        catch (IOException e)
        {
            LogFileError(e);
        }
        catch (UnauthorizedAccessException e)
        {
            LogFileError(e);
        }

        return false;
    }

    /// <summary>What the task does; a file system that refuses becomes INGOT9004.</summary>
    protected abstract bool ExecuteCore();

    /// <summary>What the project says.</summary>
    internal ModelProject ReadProject() => new(
        Properties,
        Tests,
        ("TrainingData", TrainingData), ("ReferenceData", ReferenceData), ("Column", Columns),
        ("Trainer", Trainers), ("Slice", Slices), ("Gate", Gates));

    /// <summary>Content hashes of the files that the model depends on.</summary>
    internal FingerprintTable OpenFingerprints() => new(Path.Combine(IngotFolder, "fingerprints.txt"));

    /// <summary>Waits for the model's lock; null when the build was cancelled.</summary>
    internal FileStream? AcquireLock() => FileLock.Acquire(Path.Combine(IngotFolder, ".lock"), () => IsCanceled);

    /// <summary>
    /// Removes what builds that were killed have left. For the holder of the lock only: nobody else runs stages of this model.
    /// </summary>
    internal void RemoveLeftOvers()
    {
        foreach (var pattern in new[] { "*.tmp-*", "*.old-*" })
        {
            foreach (var folder in Directory.GetDirectories(IngotFolder, pattern))
            {
                Directory.Delete(folder, recursive: true);
            }

            foreach (var file in Directory.GetFiles(IngotFolder, pattern))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Hands the project to the worker and runs a stage there.</summary>
    internal bool RunStage(string stage, ModelProject project)
    {
        var projectJson = Path.Combine(IngotFolder, "project.json");
        var evaluation = ProjectEvaluation.Of(project["ProjectFile"], ItemTypes, BuildEngine);
        AtomicFile.Write(projectJson, project.ToJson(new ItemLocator(evaluation), OpenFingerprints()));
        return RunWorker(stage, projectJson, IngotFolder);
    }

    /// <summary>A further property of the project for the worker.</summary>
    internal static Microsoft.Build.Utilities.TaskItem Property(string name, string value)
    {
        var item = new Microsoft.Build.Utilities.TaskItem(name);

        // MSBuild takes what stands behind a percent sign for an escaped character.
        item.SetMetadata("Value", value.Replace("%", "%25"));
        return item;
    }

    private void LogFileError(Exception e) => Log.LogCodedError(
        "INGOT9004", ProjectFile,
        "Stage '{0}' could not read or write a file: {1}. Make the folder '{2}' readable and writable, free disk space, and build again.",
        Stage, e.Message.TrimEnd('.', ' '), IngotFolder);
}
