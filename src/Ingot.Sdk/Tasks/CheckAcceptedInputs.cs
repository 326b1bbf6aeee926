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
            LogLocked("There is no readable {0}", file);
            return false;
        }

        var fingerprints = OpenFingerprints();
        var changed = new List<string>();
        AddWhen(changed, !accepted.TrainingFiles.SequenceEqual(Project.DataFiles(ProjectItems.TrainingData, fingerprints)), "the training data");
        AddWhen(changed, !accepted.ReferenceFiles.SequenceEqual(Project.DataFiles(ProjectItems.ReferenceData, fingerprints)), "the reference data");
        AddWhen(changed, accepted.SchemaSha256 != fingerprints.HashOf(Project["ModelSchemaFile"]), "the schema");
        AddWhen(changed, accepted.ParametersSha256 != Project.ParametersHash, "the trainer, the columns or the cleaning");
        fingerprints.Save();
        if (changed.Count > 0)
        {
            LogLocked("{0} was accepted for other inputs (changed since: " + string.Join(", ", changed) + ")", file);
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

    private void LogLocked(string found, string accepted) => Log.LogCodedError(
        "INGOT4012", ProjectFile,
        found + ", and ModelLockedMode takes only what was accepted. Build without it, review the metrics, run 'dotnet ingot accept', and commit {0} and its scores.",
        Path.GetFileName(accepted));
}
