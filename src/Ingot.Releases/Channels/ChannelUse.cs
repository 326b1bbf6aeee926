using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Channels;

/// <summary>Which version of a model an application may use.</summary>
public static class ChannelUse
{
    /// <summary>The version that an application gets.</summary>
    /// <param name="folder">The channels, with keys and policy.</param>
    /// <param name="package">The package's id.</param>
    /// <param name="channel">The channel; null: any, and then <paramref name="version"/> is not null.</param>
    /// <param name="version">A version that holds or held the channel, as NuGet normalises it; null: the one that holds it.</param>
    /// <param name="location">The place of the reference.</param>
    /// <returns>The version with its content hash, which is null when no channel ever had the version.</returns>
    /// <exception cref="IngotException">
    /// INGOT6030: a channel file is damaged. INGOT6034: the version is retired. INGOT6036: it lacks signatures or approvals that the policy
    /// asks for. INGOT6051: the channel has no such version.
    /// </exception>
    public static (string Version, string? ContentHash) Resolve(ChannelFolder folder, string package, string? channel, string? version, SourceLocation location)
    {
        var states = folder.Files().Where(f => Path.GetFileNameWithoutExtension(f) == package).Select(ChannelFile.Read).ToList();
        var release = channel is null ? null : ReleaseOf(folder, states, package, channel, version, location);
        var used = release?.Version ?? version!;
        if (states.SelectMany(s => s.Retired).FirstOrDefault(r => r.Version == used) is { } retired)
        {
            throw new IngotException(PackageDiagnostics.VersionRetired.At(
                location,
                $"{package} {used} was retired by {retired.RetiredBy}: {retired.Reason.TrimEnd('.', ' ')}. Use another version: the channel's, once it has a new one."));
        }

        if (release is not null && ChannelCheck.FaultOf(folder, states.First(s => s.Channel == channel), release) is { } fault)
        {
            throw new IngotException(fault);
        }

        return (used, release?.ContentHash ?? states.SelectMany(s => s.Releases).FirstOrDefault(r => r.Version == used)?.ContentHash);
    }

    private static ChannelRelease ReleaseOf(
        ChannelFolder folder, IReadOnlyList<ChannelState> states, string package, string channel, string? version, SourceLocation location)
    {
        var state = states.FirstOrDefault(s => s.Channel == channel) ?? ChannelState.Empty(package, channel);
        return (version is null ? state.Current : state.Releases.FirstOrDefault(r => r.Version == version))
            ?? throw new IngotException(PackageDiagnostics.NotInChannel.At(
                location,
                version is null
                    ? (FormattableString)$"No version of {package} holds the channel {channel} in '{folder.Path}'{Others(states, channel)}. Promote one: dotnet ingot promote {package} VERSION --to {channel}."
                    : $"{package} {version} never held the channel {channel} in '{folder.Path}'{Versions(state)}. Name a version that did, or leave Version out."));
    }

    // What may have been meant: a misspelt channel or package, or the wrong folder, is no case for promoting anything.
    private static string Others(IReadOnlyList<ChannelState> states, string channel)
    {
        var held = states.Where(s => s.Channel != channel && s.Current is not null).Select(s => $"{s.Channel} ({s.Current!.Version})").Order(StringComparer.Ordinal).ToList();
        return held.Count > 0
            ? $"; the channels that it holds are {DiagnosticText.List(held)}: correct the name if one of these was meant"
            : "; it holds no other channel there either: correct the package's id, or the folder (property ModelChannelsFolder), if it should";
    }

    private static string Versions(ChannelState state)
    {
        var held = state.Releases.Select(r => r.Version).Distinct(StringComparer.Ordinal).ToList();
        return held.Count == 0 ? ", and no other version did" : $"; {DiagnosticText.Agree(held.Count, "the version that did is", "the versions that did are")} {DiagnosticText.List(held)}";
    }
}
