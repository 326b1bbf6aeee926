using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Finds the folder of the package that is the baseline (INGOT3040, INGOT3041).</summary>
public sealed class LocateBaseline : Microsoft.Build.Utilities.Task
{
    /// <summary>The project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>The package's id.</summary>
    [Required]
    public string Package { get; set; } = string.Empty;

    /// <summary><c>ModelBaselineVersion</c>.</summary>
    [Required]
    public string Requested { get; set; } = string.Empty;

    /// <summary>Where restore wrote down the version of a word.</summary>
    [Required]
    public string RecordFile { get; set; } = string.Empty;

    /// <summary>The folders of extracted packages, separated by semicolons; empty before the first restore.</summary>
    public string PackageFolders { get; set; } = string.Empty;

    /// <summary>The version; empty when none was released yet.</summary>
    [Output]
    public string Version { get; private set; } = string.Empty;

    /// <summary>The folder; empty when none was released yet.</summary>
    [Output]
    public string Folder { get; private set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        var floats = ReleaseVersion.IsLatest(Requested) || ChannelVersion.IsChannel(Requested);
        if (!floats && ReleaseVersion.Normalize(Requested) is null)
        {
            LogInvalid(Log, ProjectFile, Requested);
            return false;
        }

        var version = floats
            ? BaselineRecord.TryRead(RecordFile, Package, Requested)
            : ReleaseVersion.Normalize(Requested);
        if (version is null)
        {
            LogNotRestored(Log, ProjectFile, "No restore looked up which version of " + Package + " " + (ReleaseVersion.IsLatest(Requested) ? "is the latest one" : "holds the channel " + Requested.Trim()));
            return false;
        }

        if (version.Length > 0)
        {
            Folder = BaselineFolder.Find(PackageFolders, Package, version) ?? string.Empty;
            if (Folder.Length == 0)
            {
                LogNotRestored(Log, ProjectFile, "The package " + Package + " " + version + ", the baseline of this model, is in no package folder");
                return false;
            }
        }

        Version = version;
        return true;
    }

    /// <summary>Reports what is neither a version nor a known word.</summary>
    internal static void LogInvalid(Microsoft.Build.Utilities.TaskLoggingHelper log, string projectFile, string requested) => log.LogCodedError(
        "INGOT3040", projectFile,
        "ModelBaselineVersion is '{0}'; expected a version such as 1.3.0, the word latest, or the name of a channel that has a file for the package, such as production. Correct the property.",
        requested);

    /// <summary>Reports what restore did not bring.</summary>
    internal static void LogNotRestored(Microsoft.Build.Utilities.TaskLoggingHelper log, string projectFile, string found) => log.LogCodedError(
        "INGOT3041", projectFile,
        "{0}. Run 'dotnet restore' with a feed that has it, then build.", found);
}
