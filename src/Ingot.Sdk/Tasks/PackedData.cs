using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>Refuses to say of a package that it is made from data which its model never saw (INGOT6015).</summary>
internal static class PackedData
{
    private static readonly string[] ItemTypes = [ProjectItems.TrainingData, ProjectItems.ReferenceData];

    /// <summary>Whether the data are those that Prepare read.</summary>
    /// <param name="log">Takes what is wrong.</param>
    /// <param name="project">What the project says.</param>
    /// <param name="ingotFolder">The folder of all stages.</param>
    /// <param name="fingerprints">Reads the files.</param>
    public static bool AreThoseOfTheModel(TaskLoggingHelper log, ModelProject project, string ingotFolder, FingerprintTable fingerprints)
    {
        if (StageRecord.TryRead(Path.Combine(ingotFolder, StageCatalog.Prepare.FolderName)) is not { } record)
        {
            // Prepare's outputs were deleted; what was made from them has its verdict.
            return true;
        }

        foreach (var type in ItemTypes)
        {
            var then = record.Inputs.Where(i => i.Key.StartsWith(type + "/", StringComparison.Ordinal)).ToList();
            var now = project.DataFiles(type, fingerprints).ConvertAll(f => new KeyValuePair<string, string>(type + "/" + f.Key, f.Value));
            if (Differing(then, now) is { } file)
            {
                fingerprints.Save();
                log.LogCodedError(
                    "INGOT6015", project["ProjectFile"],
                    "'{0}' is not what the model was made from: it has changed since, perhaps with its size and its time kept. Build, look at the gates, and pack again.",
                    file);
                return false;
            }
        }

        return true;
    }

    private static string? Differing(List<KeyValuePair<string, string>> then, List<KeyValuePair<string, string>> now) =>
        now.Concat(then).Where(f => then.Count(t => Same(t, f)) != now.Count(n => Same(n, f))).Select(f => f.Key).FirstOrDefault();

    private static bool Same(KeyValuePair<string, string> one, KeyValuePair<string, string> other) => one.Key == other.Key && one.Value == other.Value;
}
