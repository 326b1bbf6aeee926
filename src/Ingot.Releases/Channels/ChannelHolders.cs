using NuGet.Versioning;

namespace Ingot.Releases.Channels;

/// <summary>Which channels a version holds, of all packages.</summary>
public sealed class ChannelHolders
{
    private readonly IReadOnlyList<ChannelState> _states;

    private ChannelHolders(IReadOnlyList<ChannelState> states) => _states = states;

    /// <summary>Reads all channels of a folder; none when it does not exist.</summary>
    /// <param name="folder">The folder of all channels.</param>
    /// <exception cref="Ingot.Core.Diagnostics.IngotException">INGOT6030: a file is damaged.</exception>
    public static ChannelHolders Read(ChannelFolder folder) => new([.. folder.Files().Select(ChannelFile.Read)]);

    /// <summary>The channels that a version holds, in ordinal order.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version as NuGet normalises it.</param>
    public IReadOnlyList<string> Of(string package, string version) =>
        [.. In(package).Where(s => string.Equals(s.Current?.Version, version, StringComparison.OrdinalIgnoreCase)).Select(s => s.Channel).Order(StringComparer.Ordinal)];

    /// <summary>Whether a version has ever held a channel.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version, as people write it.</param>
    public bool HaveHeld(string package, string version) => NuGetVersion.TryParse(version, out var parsed)
        && In(package).SelectMany(s => s.Releases).Any(r => string.Equals(r.Version, parsed.ToNormalizedString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The channels in which a version was retired, in ordinal order.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version as NuGet normalises it.</param>
    public IReadOnlyList<string> RetiredIn(string package, string version) =>
        [.. In(package).Where(s => s.IsRetired(version)).Select(s => s.Channel).Order(StringComparer.Ordinal)];

    private IEnumerable<ChannelState> In(string package) => _states.Where(s => string.Equals(s.Package, package, StringComparison.OrdinalIgnoreCase));
}
