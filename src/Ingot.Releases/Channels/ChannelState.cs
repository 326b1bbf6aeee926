using System.Text.Json.Serialization;

namespace Ingot.Releases.Channels;

/// <summary>A channel of a package: the content of <c>models/channels/&lt;channel&gt;/&lt;PackageId&gt;.json</c>.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Channel">The channel's name, such as <c>production</c>.</param>
/// <param name="Revision">How many times the channel changed.</param>
/// <param name="Current">The version that holds the channel; null when there is none.</param>
/// <param name="Previous">The versions that held it before, the last one first.</param>
/// <param name="Retired">Versions that nobody may use any more, the last one first.</param>
public sealed record ChannelState(
    string Package,
    string Channel,
    int Revision,
    ChannelRelease? Current,
    IReadOnlyList<ChannelRelease> Previous,
    IReadOnlyList<RetiredVersion> Retired)
{
    /// <summary>The form of the file, checked before it is read; not written as long as it is 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FormatVersion { get; init; }

    /// <summary>A channel that nothing has held yet.</summary>
    public static ChannelState Empty(string package, string channel) => new(package, channel, 0, null, [], []);

    /// <summary>The version that holds the channel, and those before it; the last one first.</summary>
    [JsonIgnore]
    public IReadOnlyList<ChannelRelease> Releases => Current is null ? Previous : [Current, .. Previous];

    /// <summary>Whether a version was retired.</summary>
    public bool IsRetired(string version) => Retired.Any(r => string.Equals(r.Version, version, StringComparison.OrdinalIgnoreCase));
}
