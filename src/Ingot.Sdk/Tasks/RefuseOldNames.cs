using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Fails for properties that are set by the names that they once had (INGOT1017): nothing reads them.</summary>
public sealed class RefuseOldNames : Microsoft.Build.Utilities.Task
{
    /// <summary>The model's project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>The old names that are set, with metadata <c>NewName</c>.</summary>
    [Required]
    public ITaskItem[] Properties { get; set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var evaluation = ProjectEvaluation.Of(ProjectFile, [], BuildEngine, [.. Properties.Select(p => p.ItemSpec)]);
        foreach (var property in Properties)
        {
            Log.LogCodedError(
                "INGOT1017",
                evaluation.PlaceOf(property.ItemSpec) ?? (ProjectFile, 0, 0),
                "The property {0} is called {1} now, and nothing reads it by its old name. Rename it where it is set.",
                property.ItemSpec,
                property.GetMetadata("NewName"));
        }

        return false;
    }
}
