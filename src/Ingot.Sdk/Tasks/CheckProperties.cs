using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Fails for properties that would do nothing without a word: those that are set by the names that they once had (INGOT1017), and
/// switches that are neither true nor false (INGOT1001). Properties that are not set cost nothing.
/// </summary>
public sealed class CheckProperties : Microsoft.Build.Utilities.Task
{
    private const string OldRuntimeSwitch = "DisableImplicitIngotRuntime";

    private static readonly string[] SwitchValues = ["true", "false"];

    /// <summary>The model's project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>The old names, with metadata <c>Value</c>; empty: not set.</summary>
    public ITaskItem[] OldNames { get; set; } = [];

    /// <summary>Properties that are true or false, with metadata <c>Value</c>; empty: not set.</summary>
    public ITaskItem[] Switches { get; set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var old = OldNames.Where(n => ValueOf(n).Length > 0).ToList();
        var wrong = Switches.Where(s => ValueOf(s).Length > 0 && !SwitchValues.Contains(ValueOf(s), StringComparer.OrdinalIgnoreCase)).ToList();
        if (old.Count + wrong.Count == 0)
        {
            return true;
        }

        var evaluation = ProjectEvaluation.Of(ProjectFile, [], BuildEngine, [.. old.Concat(wrong).Select(p => p.ItemSpec)]);
        foreach (var property in old)
        {
            Log.LogCodedError(
                "INGOT1017", evaluation.PlaceOf(property.ItemSpec) ?? (ProjectFile, 0, 0),
                "The property {0} is called {1} now, and nothing reads it by its old name. Rename it where it is set.",
                property.ItemSpec, NewNameOf(property.ItemSpec));
        }

        foreach (var property in wrong)
        {
            Log.LogCodedError(
                "INGOT1001", evaluation.PlaceOf(property.ItemSpec) ?? (ProjectFile, 0, 0),
                "The property {0} is '{1}'; expected true or false.",
                property.ItemSpec, ValueOf(property));
        }

        return false;
    }

    /// <summary>What a property of an old name is called now.</summary>
    /// <param name="oldName">The old name.</param>
    internal static string NewNameOf(string oldName) => oldName == OldRuntimeSwitch ? "IngotDisableImplicitRuntime" : "Model" + oldName;

    private static string ValueOf(ITaskItem property) => property.GetMetadata("Value").Trim();
}
