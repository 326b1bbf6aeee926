using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>An item <c>ModelReference</c>: a model's package, by a channel, a version, or both.</summary>
internal sealed class ModelReference
{
    private static readonly string[] OwnMetadata = ["Channel", "ChannelsFolder", "CopyPackage"];

    // Whatever else it has is NuGet's, or a tool's of the project's own.
    private static readonly string[] KnownMetadata =
        [.. OwnMetadata, "Version", "VersionOverride", "IncludeAssets", "ExcludeAssets", "PrivateAssets", "NoWarn", "GeneratePathProperty", "Aliases"];

    private readonly ITaskItem _item;

    private ModelReference(ITaskItem item, string folder)
    {
        _item = item;
        Folder = folder;
    }

    /// <summary>The package's id.</summary>
    public string Package => _item.ItemSpec;

    /// <summary>Metadata <c>Channel</c>; empty: none.</summary>
    public string Channel => _item.GetMetadata("Channel").Trim();

    /// <summary>Metadata <c>Version</c>, without the brackets that say "exactly"; empty: the one that holds the channel.</summary>
    public string Version => _item.GetMetadata("Version").Trim().TrimStart('[').TrimEnd(']');

    /// <summary>The folder of the channels; empty: there is none for this package.</summary>
    public string Folder { get; }

    /// <summary>Whether a published application brings the package itself.</summary>
    public bool CopyPackage => string.Equals(_item.GetMetadata("CopyPackage"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The channel's file; empty: no channel is named.</summary>
    public string ChannelFile => Channel.Length == 0 ? string.Empty : Path.Combine(Folder, Channel, Package + ".json");

    /// <summary>Reads an item and finds the folder of its channels.</summary>
    /// <param name="item">The item.</param>
    /// <param name="projectFolder">The project's folder, at which the search begins.</param>
    /// <param name="channelsFolder">The property <c>ModelChannelsFolder</c>; empty: the folder is searched for.</param>
    public static ModelReference Read(ITaskItem item, string projectFolder, string channelsFolder)
    {
        var named = item.GetMetadata("ChannelsFolder") is { Length: > 0 } own ? own : channelsFolder;
        return new ModelReference(item, named.Length > 0 ? Path.GetFullPath(Path.Combine(projectFolder, named)) : Search(projectFolder, item.ItemSpec));
    }

    /// <summary>What is wrong with the item (INGOT6050); null when nothing is.</summary>
    public string? FindFault() =>
        MisspeltMetadata() is { } misspelt ? misspelt
        : Channel.Length == 0 && Version.Length == 0 ? "has neither a Channel nor a Version"
        : Channel.Length > 0 && !ChannelVersion.IsChannel(Channel) ? "has the Channel '" + Channel + "', which is not a channel's name"
        : Version.Length > 0 && ReleaseVersion.Normalize(Version) is null ? "has the Version '" + Version + "', which is not one exact version"
        : CopyPackage && Channel.Length == 0 ? "has CopyPackage without a Channel"
        : Channel.Length > 0 && Folder.Length == 0 ? "has the Channel '" + Channel + "', and no folder channels or models/channels above the project has a file of it"
        : null;

    /// <summary>The package that NuGet is asked for, with the item's other metadata, such as <c>PrivateAssets</c>.</summary>
    /// <param name="version">The exact version.</param>
    /// <param name="contentHash">NuGet's content hash that it must have; empty: any.</param>
    public ITaskItem ToPackage(string version, string contentHash)
    {
        var package = new Microsoft.Build.Utilities.TaskItem(_item);
        foreach (var name in OwnMetadata)
        {
            package.RemoveMetadata(name);
        }

        package.SetMetadata("Version", "[" + version + "]");
        package.SetMetadata("ModelVersion", version);
        package.SetMetadata("ContentHash", contentHash);
        package.SetMetadata("ChannelFile", CopyPackage ? ChannelFile : string.Empty);
        return package;
    }

    private string? MisspeltMetadata() => _item.CloneCustomMetadata().Keys.Cast<string>()
        .Where(name => !KnownMetadata.Contains(name, StringComparer.OrdinalIgnoreCase))
        .Select(name => Misspelling.NearestOf(name, KnownMetadata) is { } nearest ? "has the metadata " + name + ", which nobody reads; the nearest is " + nearest : null)
        .FirstOrDefault(fault => fault is not null);

    /// <summary>The nearest folder of channels that knows the package.</summary>
    /// <param name="projectFolder">The project's folder, at which the search begins.</param>
    /// <param name="package">The package's id.</param>
    internal static string Search(string projectFolder, string package)
    {
        for (var folder = new DirectoryInfo(projectFolder); folder != null; folder = folder.Parent)
        {
            foreach (var channels in new[] { Path.Combine(folder.FullName, "channels"), Path.Combine(folder.FullName, "models", "channels") })
            {
                if (Directory.Exists(channels) && Directory.GetDirectories(channels).Any(c => File.Exists(Path.Combine(c, package + ".json"))))
                {
                    return channels;
                }
            }
        }

        return string.Empty;
    }
}
