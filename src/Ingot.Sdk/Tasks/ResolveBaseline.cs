using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Restore: finds the version of the baseline's package that a word means: the newest released one, or the one that holds a channel.</summary>
public sealed class ResolveBaseline : FeedTask
{
    /// <summary><c>ModelBaselineVersion</c>: a word.</summary>
    [Required]
    public string Requested { get; set; } = string.Empty;

    /// <summary>Property <c>ModelChannelsFolder</c>; empty: the folder is searched for above the project.</summary>
    public string ChannelsFolder { get; set; } = string.Empty;

    /// <summary>The version; empty when none was released yet.</summary>
    [Output]
    public string Version { get; private set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        if (ChannelVersion.IsChannel(Requested) && FormatVersion.NewerOf(ChannelVersion.FileOf(Channels(), Requested, Package)) is { } newer)
        {
            Log.LogCodedError("INGOT9020", ChannelVersion.FileOf(Channels(), Requested, Package), "{0}", FormatVersion.Refusal(newer));
            return false;
        }

        if (ChannelVersion.IsChannel(Requested) && ChannelVersion.TryRead(Channels(), Requested, Package) is { } held)
        {
            // The file in the repository says it: no feed is asked.
            BaselineRecord.Write(RecordFile, Package, Requested, held.Length == 0 ? [] : [held]);
            Version = held;
            return true;
        }

        if (!ReleaseVersion.IsLatest(Requested))
        {
            LocateBaseline.LogInvalid(Log, ProjectFile, Requested);
            return false;
        }

        if (Ask(Requested.Trim()) is not { } found)
        {
            return false;
        }

        Version = found.Count > 0 ? found[0] : string.Empty;
        return true;
    }

    private string Channels()
    {
        var folder = Path.GetDirectoryName(ProjectFile)!;
        return ChannelsFolder.Length > 0 ? Path.GetFullPath(Path.Combine(folder, ChannelsFolder)) : ModelReference.Search(folder, Package);
    }
}
