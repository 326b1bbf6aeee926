using Ingot.Artifacts;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>Finds the folders of the packages that gates name by <c>Against</c> (INGOT3041).</summary>
public sealed class LocateReleases : Microsoft.Build.Utilities.Task
{
    /// <summary>The project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>The package's id.</summary>
    [Required]
    public string Package { get; set; } = string.Empty;

    /// <summary>What the gates say.</summary>
    [Required]
    public string[] Requested { get; set; } = [];

    /// <summary>Where restore wrote down all released versions.</summary>
    [Required]
    public string RecordFile { get; set; } = string.Empty;

    /// <summary>The folders of extracted packages, separated by semicolons; empty before the first restore.</summary>
    public string PackageFolders { get; set; } = string.Empty;

    /// <summary>The versions that are named, with metadata <c>Folder</c>.</summary>
    [Output]
    public ITaskItem[] Named { get; private set; } = [];

    /// <summary>The versions among which the best is looked for, the oldest first, with metadata <c>Folder</c>.</summary>
    [Output]
    public ITaskItem[] BestOf { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        Named = [.. Requested.Select(ReleaseVersion.Normalize).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(Locate).OfType<ITaskItem>()];
        if (Requested.Any(ReleaseVersion.IsBest))
        {
            if (BaselineRecord.TryReadAll(RecordFile, Package, ReleaseVersion.Best) is { } all)
            {
                BestOf = [.. all.Select(Locate).OfType<ITaskItem>()];
            }
            else
            {
                LocateBaseline.LogNotRestored(Log, ProjectFile, "No restore looked up which versions of " + Package + " were released");
            }
        }

        return !Log.HasLoggedErrors;
    }

    private ITaskItem? Locate(string version)
    {
        if (BaselineFolder.Find(PackageFolders, Package, version) is not { } folder)
        {
            LocateBaseline.LogNotRestored(Log, ProjectFile, "The package " + Package + " " + version + ", with which a gate compares, is in no package folder");
            return null;
        }

        var item = new TaskItem(version);
        item.SetMetadata("Folder", folder);
        return item;
    }
}
