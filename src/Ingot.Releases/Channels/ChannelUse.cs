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
        var release = channel is null ? null : ReleaseOf(folder, states.FirstOrDefault(s => s.Channel == channel) ?? ChannelState.Empty(package, channel), version, location);
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

    private static ChannelRelease ReleaseOf(ChannelFolder folder, ChannelState state, string? version, SourceLocation location) =>
        (version is null ? state.Current : state.Releases.FirstOrDefault(r => r.Version == version))
            ?? throw new IngotException(PackageDiagnostics.NotInChannel.At(
                location,
                version is null
                    ? (FormattableString)$"No version of {state.Package} holds the channel {state.Channel} in '{folder.Path}'. Promote one: dotnet ingot promote {state.Package} VERSION --to {state.Channel}."
                    : $"{state.Package} {version} never held the channel {state.Channel} in '{folder.Path}'. Name a version that does, or leave Version out."));
}
