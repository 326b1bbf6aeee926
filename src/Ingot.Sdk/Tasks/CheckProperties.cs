using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Fails for what would do nothing without a word: properties by the names that they once had (INGOT1017), names that are nearly
/// Ingot's (INGOT1018), and values of the tool's own properties that cannot be read (INGOT1001). All of it is said at once, with
/// what the worker finds wrong in what the project says of the model.
/// </summary>
public sealed class CheckProperties : ModelProjectTask
{
    private const string OldRuntimeSwitch = "DisableImplicitIngotRuntime";
    private const string CheckFile = "check.json";

    // What is meant by an attribute Label, which MSBuild keeps to itself.
    private static readonly Dictionary<string, string> MeantByLabel = new(StringComparer.Ordinal)
    {
        [ProjectItems.ExpectedPrediction] = "ExpectedLabel",
        [ProjectItems.MonitorData] = "TrueLabel",
    };

    private static readonly string[] SwitchValues = ["true", "false"];

    /// <summary>The old names, with metadata <c>Value</c>; empty: not set.</summary>
    public ITaskItem[] OldNames { get; set; } = [];

    /// <summary>Properties that are true or false, with metadata <c>Value</c>; empty: not set.</summary>
    public ITaskItem[] Switches { get; set; } = [];

    /// <summary>Properties that are whole numbers, with metadata <c>Value</c>; empty: not set.</summary>
    public ITaskItem[] Numbers { get; set; } = [];

    /// <summary>Folders whose files nobody of the project wrote: packages, .NET, what restore makes.</summary>
    public ITaskItem[] ForeignFolders { get; set; } = [];

    internal override string Work => "check";

    private ProjectEvaluation Evaluation => field ??= ProjectEvaluation.Of(ProjectFile, BuildEngine);

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        foreach (var property in OldNames.Where(IsSet))
        {
            Log.LogCodedError(
                "INGOT1017", PlaceOf(property),
                "The property {0} is called {1} now, and nothing reads it by its old name. Rename it where it is set.",
                property.ItemSpec, NewNameOf(property.ItemSpec));
        }

        foreach (var property in Switches.Where(s => IsSet(s) && !SwitchValues.Contains(ValueOf(s), StringComparer.OrdinalIgnoreCase)))
        {
            LogWrong(property, "true or false");
        }

        foreach (var property in Numbers.Where(n => IsSet(n) && !long.TryParse(ValueOf(n), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            LogWrong(property, "a whole number, 0 or more");
        }

        CheckNames();
        if (Log.HasLoggedErrors)
        {
            SayTheRest();
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>What a property of an old name is called now.</summary>
    /// <param name="oldName">The old name.</param>
    internal static string NewNameOf(string oldName) => oldName == OldRuntimeSwitch ? "IngotDisableImplicitRuntime" : "Model" + oldName;

    private void CheckNames()
    {
        var known = new NamesRecord(BuildEngine, ProjectFile, IngotFolder);
        if (known.Holds() || !Evaluation.Succeeded)
        {
            return;
        }

        // Before they are read: a file that is edited meanwhile is looked at again.
        var record = known.Take(Evaluation);
        var foreign = ForeignFolders.Select(f => f.GetMetadata("FullPath").TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar).ToList();
        var written = Evaluation.Imports.Where(f => !SdkFolder.Has(f) && !foreign.Exists(p => f.StartsWith(p, PathNames.Comparison)));
        var misspelt = new MisspeltNames(ProjectFile, Evaluation.Imports, SdkFolder.Files, OldNames.Select(n => n.ItemSpec)).Find(written, known.Globals).ToList();
        foreach (var (said, nearest) in misspelt)
        {
            Log.LogCodedError(
                "INGOT1018", said.Place,
                "{0} {1}, and nothing in this build reads it; the nearest that exists is {2}. Correct the name. One that a tool of your own reads is declared by <IngotOwnName Include=\"{3}\" /> in an ItemGroup.",
                said.IsItem ? "There is no item type" : "There is no property", said.Name, nearest, said.Name);
        }

        var labelled = MeantByLabel.SelectMany(m => Evaluation.Items(m.Key).Where(i => i.Label.Length > 0).Select(i => (m.Key, Meant: m.Value, Item: i))).ToList();
        foreach (var (type, meant, item) in labelled)
        {
            Log.LogCodedError(
                "INGOT1001", item.Place,
                "The {0} '{1}' has the attribute Label=\"{2}\", which MSBuild keeps to itself: nothing of Ingot ever sees it. Expected {3}; rename the attribute.",
                type, item.Include, item.Label, meant);
        }

        if (misspelt.Count == 0 && labelled.Count == 0)
        {
            known.Write(record);
        }
    }

    // Only the worker reads the values of what is said of the model; a person who has to mend the project wants to know all of it.
    private void SayTheRest()
    {
        // Who holds the lock removes what looks left over.
        using var modelLock = ModelLock.Acquire(IngotFolder, () => IsCanceled);
        if (modelLock is null)
        {
            return;
        }

        var path = Path.Combine(IngotFolder, FormattableString.Invariant($"{CheckFile}.tmp-{Guid.NewGuid():N}"));
        try
        {
            WriteProject(path);
            RunWorker(Work, path, IngotFolder);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private void LogWrong(ITaskItem property, string expected) => Log.LogCodedError(
        "INGOT1001", PlaceOf(property), "The property {0} is '{1}'; expected {2}.", property.ItemSpec, ValueOf(property), expected);

    private (string File, int Line, int Column) PlaceOf(ITaskItem property) => Evaluation.PlaceOf(property.ItemSpec) ?? (ProjectFile, 0, 0);

    private static bool IsSet(ITaskItem property) => ValueOf(property).Length > 0;

    private static string ValueOf(ITaskItem property) => property.GetMetadata("Value").Trim();
}
