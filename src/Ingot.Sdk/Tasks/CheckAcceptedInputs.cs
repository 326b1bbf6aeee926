using Ingot.Artifacts;
using Ingot.Artifacts.Stages;

namespace Ingot.Sdk.Tasks;

/// <summary>Locked mode: fails, before anything is trained, when today's inputs are not those of the accepted result (INGOT4012).</summary>
public sealed class CheckAcceptedInputs : ModelProjectTask
{
    internal override string Work => "lock";

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        var file = Project["ModelAcceptedFile"];
        if (FormatVersion.NewerOf(file) is { } newer)
        {
            Log.LogCodedError("INGOT9020", file, "{0}", FormatVersion.Refusal(newer));
            return false;
        }

        if (Project.Accepted is not { } accepted)
        {
            LogLocked("There is no readable " + Path.GetFileName(file), string.Empty, file);
            return false;
        }

        var fingerprints = OpenFingerprints();
        var changed = new List<string>();
        AddWhen(changed, !accepted.TrainingFiles.SequenceEqual(Project.DataFiles(ProjectItems.TrainingData, fingerprints)), "the training data");
        AddWhen(changed, !accepted.ReferenceFiles.SequenceEqual(Project.DataFiles(ProjectItems.ReferenceData, fingerprints)), "the reference data");
        AddWhen(changed, accepted.SchemaSha256 != HashOfText(Project["ModelSchemaFile"]), "the schema");
        AddWhen(changed, accepted.ParametersSha256 != Project.ParametersHash(fingerprints), "the trainer, the columns or the cleaning");
        fingerprints.Save();
        if (changed.Count > 0)
        {
            LogLocked(
                Path.GetFileName(file) + " was accepted for other inputs (changed since: " + string.Join(", ", changed) + ")",
                Remedy([.. Converted(ProjectItems.TrainingData, accepted.TrainingFiles), .. Converted(ProjectItems.ReferenceData, accepted.ReferenceFiles)]), file);
        }

        return changed.Count == 0;
    }

    private static void AddWhen(List<string> changed, bool isChanged, string what)
    {
        if (isChanged)
        {
            changed.Add(what);
        }
    }

    private static string? HashOfText(string path) => File.Exists(path) ? ContentHash.OfTextFile(path) : null;

    // Data are compared byte for byte, and a version control that takes them for text changes their bytes on Windows.
    private IEnumerable<string> Converted(string itemType, IReadOnlyList<KeyValuePair<string, string>> accepted) => Project.Of(itemType)
        .Where(i => File.Exists(i.FullPath) && accepted.Any(a => a.Value == ContentHash.OfTextFile(i.FullPath)) && !accepted.Any(a => a.Value == ContentHash.OfFile(i.FullPath)))
        .Select(i => Path.GetFileName(i.FullPath));

    private static string Remedy(List<string> converted) => converted.Count == 0
        ? string.Empty
        : "Only the line ends of " + string.Join(", ", converted.Distinct(StringComparer.Ordinal)) + " are others than those of the accepted data: let version control not convert them (in .gitattributes: *.csv -text), and check them out again. Otherwise: ";

    private void LogLocked(string found, string remedy, string accepted) => Log.LogCodedError(
        "INGOT4012", ProjectFile,
        "{0}, and ModelLockedMode takes only what was accepted. {1}Build without it, review the metrics, run 'dotnet ingot accept', and commit {2} and its scores.",
        found, remedy, Path.GetFileName(accepted));
}
