using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Channels;

/// <summary>A signed approval as people read it.</summary>
/// <param name="Approval">What it says; null: it cannot be read. Only to be believed when <paramref name="IsVerified"/>.</param>
/// <param name="IsVerified">Whether the key of the person that it names signed it, and the repository has that key now.</param>
/// <param name="Fault">Why it does not count; null: it does.</param>
public sealed record ApprovalReview(Approval? Approval, bool IsVerified, string? Fault)
{
    /// <summary>The approvals with which a version was promoted.</summary>
    /// <param name="state">The channel.</param>
    /// <param name="release">The version, one of the channel's.</param>
    /// <param name="keys">The repository's keys.</param>
    public static IReadOnlyList<ApprovalReview> Of(ChannelState state, ChannelRelease release, KeyRing keys)
    {
        var earlier = state.Releases.FirstOrDefault(r => r.Revision < release.Revision);
        return [.. release.Approvals.Select(a => Of(a, keys, approval => Expected(state, approval, release.Version, release.ContentHash, release.Revision, earlier)))];
    }

    /// <summary>The approvals that wait, by the version that they are for, in ordinal order. Whether they are for exactly its package is seen when it is promoted.</summary>
    /// <param name="folder">The channels.</param>
    /// <param name="state">The channel.</param>
    /// <param name="keys">The repository's keys.</param>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<ApprovalReview>>> Waiting(ChannelFolder folder, ChannelState state, KeyRing keys)
    {
        var approvals = new ApprovalFolder(folder.ApprovalsOf(state.Channel));
        return
        [
            .. from version in approvals.Versions(state.Package)
               let reviews = Waiting(approvals, state, version, keys)
               where reviews.Count > 0
               select KeyValuePair.Create(version, reviews),
        ];
    }

    /// <summary>The approvals that wait for a package.</summary>
    /// <param name="folder">The channels.</param>
    /// <param name="state">The channel.</param>
    /// <param name="package">The package.</param>
    /// <param name="keys">The repository's keys.</param>
    public static IReadOnlyList<ApprovalReview> Waiting(ChannelFolder folder, ChannelState state, ModelPackage package, KeyRing keys) =>
        Waiting(new ApprovalFolder(folder.ApprovalsOf(state.Channel)), state, package.Version, keys, package.ContentHash);

    private static IReadOnlyList<ApprovalReview> Waiting(ApprovalFolder approvals, ChannelState state, string version, KeyRing keys, string? contentHash = null)
    {
        try
        {
            return
            [
                .. approvals.Read(state.Package, version)
                    .Select(a => Of(a.Value, keys, approval => Expected(state, approval, version, contentHash ?? approval.ContentHash, state.Revision + 1, state.Current))),
            ];
        }
        catch (IngotException e)
        {
            return [new ApprovalReview(null, false, $"{Path.GetFileName(e.Diagnostic.Location.File)}: {e.Diagnostic.Code}: {e.Diagnostic.Message}")];
        }
    }

    private static ApprovalReview Of(DsseEnvelope envelope, KeyRing keys, Func<Approval, Approval> expected)
    {
        if (Channels.Approval.TryOpen(envelope, keys) is not { } approval)
        {
            return new ApprovalReview(Channels.Approval.Claimed(envelope), false, "none of the keys here signed it");
        }

        var fault = Promotion.FaultOf(approval, expected(approval));
        return new ApprovalReview(approval, true, fault is null ? null : FormattableString.Invariant(fault));
    }

    private static Approval Expected(ChannelState state, Approval approval, string version, string contentHash, int revision, ChannelRelease? replaces) => approval with
    {
        Package = state.Package,
        Version = version,
        ContentHash = contentHash,
        Channel = state.Channel,
        Revision = revision,
        Replaces = replaces is null ? null : new HeldVersion(replaces.Version, replaces.ContentHash),
    };
}
