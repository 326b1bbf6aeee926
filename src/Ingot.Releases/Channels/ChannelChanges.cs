using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Channels;

/// <summary>Changes of a channel that need no package at hand: back to an earlier version, and retiring one for good.</summary>
public static class ChannelChanges
{
    /// <summary>The channel with an earlier version in it again. It was approved when it came, and is not asked for again.</summary>
    /// <param name="state">The channel.</param>
    /// <param name="version">The version; null: the last one that is not retired.</param>
    /// <param name="by">Who goes back.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="reason">Why.</param>
    /// <param name="file">The channel's file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT6033: there is no such version. INGOT6034: it is retired.</exception>
    public static ChannelState Rollback(ChannelState state, string? version, string by, DateTimeOffset now, string reason, string file)
    {
        var candidates = state.Previous.Where(r => r.Version != state.Current?.Version).ToList();
        if (version is not null && state.IsRetired(version))
        {
            throw new IngotException(PackageDiagnostics.VersionRetired.At(new SourceLocation(file), $"{state.Package} {version} was retired: it cannot hold {state.Channel} again. Name another version."));
        }

        candidates.RemoveAll(r => state.IsRetired(r.Version));
        var target = candidates.Find(r => version is null || r.Version == version);
        return target is null
            ? throw new IngotException(PackageDiagnostics.NothingToRollBackTo.At(
                new SourceLocation(file),
                $"The channel {state.Channel} of {state.Package} cannot go back{(version is null ? string.Empty : $" to {version}")}: {(candidates.Count == 0 ? "it has held no other version that is not retired. Promote" : $"the versions that it has held before are {string.Join(", ", candidates.Select(c => c.Version).Distinct(StringComparer.Ordinal))}. Name one of these, or promote")} a version."))
            : state with
            {
                Revision = state.Revision + 1,
                Current = target with { Revision = state.Revision + 1, PromotedBy = by, PromotedAt = now, Reason = reason, Approvals = [], Evidence = null },
                Previous = state.Releases,
            };
    }

    /// <summary>The channel with a version retired.</summary>
    /// <param name="state">The channel.</param>
    /// <param name="version">The version as NuGet normalises it.</param>
    /// <param name="by">Who retires it.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="reason">Why.</param>
    /// <param name="file">The channel's file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT6034: the version holds the channel, or is retired already.</exception>
    public static ChannelState Retire(ChannelState state, string version, string by, DateTimeOffset now, string reason, string file) =>
        state.Current?.Version == version
            ? throw new IngotException(PackageDiagnostics.VersionRetired.At(
                new SourceLocation(file), $"{state.Package} {version} holds {state.Channel} and cannot be retired. Promote another version or roll back first."))
            : state.IsRetired(version)
            ? throw new IngotException(PackageDiagnostics.VersionRetired.At(new SourceLocation(file), $"{state.Package} {version} is retired already."))
            : state with { Retired = [new RetiredVersion(version, by, now, reason), .. state.Retired] };
}
