using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Fails for switches that are neither true nor false (INGOT1001): a misspelt one would be off without a word.</summary>
public sealed class CheckSwitches : Microsoft.Build.Utilities.Task
{
    private static readonly string[] Known = [string.Empty, "true", "false"];

    /// <summary>The model's project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>Properties that are true or false, with metadata <c>Value</c>; empty: not set.</summary>
    [Required]
    public ITaskItem[] Switches { get; set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var wrong = Switches.Where(s => !Known.Contains(s.GetMetadata("Value").Trim(), StringComparer.OrdinalIgnoreCase)).ToList();
        if (wrong.Count == 0)
        {
            return true;
        }

        var evaluation = ProjectEvaluation.Of(ProjectFile, [], BuildEngine, [.. wrong.Select(s => s.ItemSpec)]);
        foreach (var property in wrong)
        {
            Log.LogCodedError(
                "INGOT1001",
                evaluation.PlaceOf(property.ItemSpec) ?? (ProjectFile, 0, 0),
                "The property {0} is '{1}'; expected true or false.",
                property.ItemSpec,
                property.GetMetadata("Value"));
        }

        return false;
    }
}
