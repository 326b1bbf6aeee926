using Ingot.Core.Diagnostics;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Channels;

/// <summary>Checks channel files as a pull request brings them: nothing in them is believed that is not signed or was not there before.</summary>
public static class ChannelCheck
{
    /// <summary>What is wrong with a channel.</summary>
    /// <param name="folder">The channels, with keys and policy.</param>
    /// <param name="state">The channel as it is to become.</param>
    /// <param name="before">The channel as it was, such as on the branch that is merged into; null: only the file itself is checked.</param>
    /// <returns>Diagnostics, INGOT6036; empty: nothing is wrong.</returns>
    /// <exception cref="IngotException">INGOT6025, INGOT6037: keys or policy cannot be used.</exception>
    public static IReadOnlyList<Diagnostic> Run(ChannelFolder folder, ChannelState state, ChannelState? before)
    {
        var keys = KeyRing.Read(folder.Keys);
        var policy = ChannelPolicy.Read(folder.Policy);
        var rules = policy.Of(state.Channel);
        var faults = new List<FormattableString>();
        if (policy.FaultOf(state.Channel) is { } unknown)
        {
            faults.Add(unknown);
        }

        if (before is not null && (before.Package != state.Package || before.Channel != state.Channel))
        {
            before = null;
        }

        faults.AddRange(History(state, before));
        var releases = state.Releases;
        var old = before?.Releases ?? [];
        for (var i = 0; i < releases.Count; i++)
        {
            // What was there before was checked when it came: keys of people who left are gone by now.
            if (!old.Any(o => Same(o, releases[i])))
            {
                faults.AddRange(Release(state, releases[i], releases.Skip(i + 1).ToList(), rules, keys));
            }
        }

        return [.. faults.Select(f => NotInOrder(folder, state, f))];
    }

    /// <summary>What is wrong with one release of a channel; of one that went back to a version, with the release that first had it.</summary>
    /// <param name="folder">The channels, with keys and policy. Whoever approved must still have a key there.</param>
    /// <param name="state">The channel.</param>
    /// <param name="release">A release of it.</param>
    /// <returns>All of it as one diagnostic, INGOT6036; null: nothing is wrong.</returns>
    /// <exception cref="IngotException">INGOT6025, INGOT6037: keys or policy cannot be used.</exception>
    public static Diagnostic? FaultOf(ChannelFolder folder, ChannelState state, ChannelRelease release)
    {
        var (keys, rules) = (KeyRing.Read(folder.Keys), ChannelPolicy.Read(folder.Policy).Of(state.Channel));
        var faults = new List<FormattableString>();
        var releases = state.Releases.SkipWhile(r => r.Revision != release.Revision).ToList();
        for (var i = 0; i < releases.Count; i++)
        {
            var isOfVersion = releases[i].Version == release.Version && releases[i].ContentHash == release.ContentHash;
            if (isOfVersion)
            {
                faults.AddRange(Release(state, releases[i], releases[(i + 1)..], rules, keys));
            }

            if (isOfVersion && releases[i].Evidence is not null)
            {
                break;
            }
        }

        return faults.Count == 0 ? null : NotInOrder(folder, state, $"{string.Join("; ", faults.Select(FormattableString.Invariant))}");
    }

    private static Diagnostic NotInOrder(ChannelFolder folder, ChannelState state, FormattableString fault) => PackageDiagnostics.ChannelNotInOrder.At(
        new SourceLocation(folder.FileOf(state.Channel, state.Package)),
        $"The channel {state.Channel} of {state.Package} is not in order: {FormattableString.Invariant(fault)}. Change channels with 'dotnet ingot promote', 'rollback' and 'retire' only.");

    private static IEnumerable<FormattableString> History(ChannelState state, ChannelState? before)
    {
        if (before is null)
        {
            yield break;
        }

        if (state.Revision < before.Revision)
        {
            yield return $"its revision went back from {before.Revision} to {state.Revision}";
        }

        var now = state.Releases;
        foreach (var gone in before.Releases.Where(o => !now.Any(n => Same(o, n))))
        {
            yield return $"revision {gone.Revision} ({gone.Version}) was changed or removed";
        }

        foreach (var retired in before.Retired.Where(r => !state.Retired.Contains(r)))
        {
            yield return state.IsRetired(retired.Version) ? (FormattableString)$"the retirement of {retired.Version} was changed" : $"{retired.Version} was retired, and no longer is";
        }

        if (state.Revision != before.Revision && state.Releases.Count - before.Releases.Count != state.Revision - before.Revision)
        {
            yield return $"it has {DiagnosticText.Count(state.Releases.Count - before.Releases.Count, "new release")} and {DiagnosticText.Count(state.Revision - before.Revision, "new revision")}";
        }
    }

    private static IEnumerable<FormattableString> Release(
        ChannelState state, ChannelRelease release, List<ChannelRelease> earlier, ChannelRules rules, KeyRing keys)
    {
        if (release.Evidence is null)
        {
            // A return to a version: it needs no approval, but it must have been there.
            if (!earlier.Any(e => e.Version == release.Version && e.ContentHash == release.ContentHash && e.OnnxSha256 == release.OnnxSha256))
            {
                yield return $"revision {release.Revision} goes back to {release.Version}, which never held the channel with this content";
            }

            if (state.IsRetired(release.Version) && release == state.Current)
            {
                yield return $"{release.Version} is retired";
            }

            yield break;
        }

        var replaces = earlier is [var held, ..] ? new HeldVersion(held.Version, held.ContentHash) : null;
        var expected = new Approval(
            state.Package, release.Version, release.ContentHash, state.Channel, release.Revision, replaces, ApprovalDecision.Approved, release.PromotedBy, release.PromotedAt, string.Empty);
        var approvers = new HashSet<string>(StringComparer.Ordinal);
        var promoter = (string?)null;
        foreach (var envelope in release.Approvals)
        {
            if (Approval.TryOpen(envelope, keys) is not { } approval)
            {
                yield return $"an approval of {release.Version} is signed by none of the keys in '{keys.Folder}'";
            }
            else if (Promotion.FaultOf(approval, expected) is { } fault)
            {
                yield return $"the approval of {release.Version} by {approval.By} does not count: {FormattableString.Invariant(fault)}";
            }
            else if (approval.Decision == ApprovalDecision.Promoted)
            {
                promoter = approval.By;
            }
            else if (approval.Decision == ApprovalDecision.Approved)
            {
                approvers.Add(approval.By);
            }
            else
            {
                yield return $"{approval.By} rejected {release.Version}";
            }
        }

        if (new[] { release.PromotedBy, promoter }.FirstOrDefault(p => p is not null && approvers.Contains(p)) is { } both)
        {
            yield return $"{both} promoted {release.Version} and approved it as well";
        }

        if (rules.Approvals > 0 && promoter != release.PromotedBy)
        {
            yield return $"{release.PromotedBy} is said to have promoted {release.Version}, but did not sign it";
        }

        if (approvers.Count < rules.Approvals)
        {
            yield return $"{release.Version} has {DiagnosticText.Count(approvers.Count, "approval")}, but the policy asks for {rules.Approvals}";
        }
    }

    private static bool Same(ChannelRelease one, ChannelRelease other) =>
        one.Revision == other.Revision && one.Version == other.Version && one.ContentHash == other.ContentHash && one.OnnxSha256 == other.OnnxSha256
        && one.PromotedBy == other.PromotedBy && one.PromotedAt == other.PromotedAt && one.Reason == other.Reason
        && (one.Evidence is null ? other.Evidence is null : other.Evidence is not null && StrictJson.Write(one.Evidence) == StrictJson.Write(other.Evidence))
        && one.Approvals.Select(a => a.ToJson()).SequenceEqual(other.Approvals.Select(a => a.ToJson()), StringComparer.Ordinal);
}
