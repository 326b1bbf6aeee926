namespace Ingot.Sdk.Tasks;

/// <summary>Locked mode: fails, before anything is trained, when today's inputs are not those of the accepted result (INGOT4012).</summary>
public sealed class CheckLock : ModelTask
{
    internal override string Stage => "lock";

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        Directory.CreateDirectory(IngotFolder);
        var project = ReadProject();
        var accepted = project["ModelAcceptedFile"];
        if (project.Accepted is null)
        {
            LogLocked("There is no readable {0}", accepted);
            return false;
        }

        var fingerprints = OpenFingerprints();
        var changed = new List<string>();
        AddWhen(changed, !project.Accepted.TrainingFiles.SequenceEqual(project.DataFiles("TrainingData", fingerprints)), "the training data");
        AddWhen(changed, !project.Accepted.ReferenceFiles.SequenceEqual(project.DataFiles("ReferenceData", fingerprints)), "the reference data");
        AddWhen(changed, project.Accepted.SchemaSha256 != fingerprints.HashOf(project["ModelSchemaFile"]), "the schema");
        AddWhen(changed, project.Accepted.ParametersSha256 != project.ParametersHash, "the trainer, the columns or the cleaning");
        fingerprints.Save();
        if (changed.Count > 0)
        {
            LogLocked("{0} was accepted for other inputs (changed since: " + string.Join(", ", changed) + ")", accepted);
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
