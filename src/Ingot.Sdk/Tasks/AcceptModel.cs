using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Accept: writes the evaluated result beside the project, for change gates to compare with. Always runs when asked for.</summary>
public sealed class AcceptModel : WorkerTask
{
    private static readonly string[] ItemTypes = ["TrainingData", "ReferenceData", "Column", "Trainer", "Slice", "Gate"];

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

    /// <inheritdoc />
    public override bool Execute()
    {
        var project = new ModelProject(
            Properties,
            ("TrainingData", TrainingData), ("ReferenceData", ReferenceData), ("Column", Columns),
            ("Trainer", Trainers), ("Slice", Slices), ("Gate", Gates));
        using var modelLock = ModelLock.Acquire(Path.Combine(IngotFolder, ".lock"), () => IsCanceled);
        var projectJson = Path.Combine(IngotFolder, "project.json");
        AtomicFile.Write(projectJson, project.ToJson(ItemLocator.For(project["ProjectFile"], ItemTypes, BuildEngine)));
        return modelLock is not null && RunWorker("accept", projectJson, IngotFolder) && !Log.HasLoggedErrors;
    }
}
