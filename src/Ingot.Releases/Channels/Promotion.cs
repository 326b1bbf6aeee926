using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Specs;
using Ingot.Core.Texts;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Channels;

/// <summary>Decides whether a version may hold a channel, and says what the channel is then.</summary>
public sealed class Promotion
{
    private readonly ChannelFolder _folder;
    private readonly KeyRing _keys;
    private readonly ChannelPolicy _policy;
    private readonly ChannelRules _rules;
    private readonly ModelPackage _package;
    private readonly string _channel;
    private readonly DateTimeOffset _now;
    private readonly string _file;

    /// <param name="folder">The channels.</param>
    /// <param name="package">The version to promote. It was verified.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="now">The time, in UTC.</param>
    public Promotion(ChannelFolder folder, ModelPackage package, string channel, DateTimeOffset now)
    {
        (_folder, _package, _channel, _now) = (folder, package, channel, now);
        _file = folder.FileOf(channel, package.Id);
        _keys = KeyRing.Read(folder.Keys);
        _policy = ChannelPolicy.Read(folder.Policy);
        _rules = _policy.Of(channel);
        State = folder.Read(channel, package.Id);
    }

    private static FormattableString NoApproval => $"it says who promotes the version, but approves nothing";

    private FormattableString Forged => $"none of the keys in '{_keys.Folder}' signed it";

    /// <summary>The channel as it is now.</summary>
    public ChannelState State { get; }

    /// <summary>What the channel asks for.</summary>
    public ChannelRules Rules => _rules;

    /// <summary>What a person signs of this version for this channel as it is now.</summary>
    /// <param name="decision">What is said.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="reason">Why.</param>
    public Approval Statement(ApprovalDecision decision, string by, string reason) => new(
        _package.Id,
        _package.Version,
        _package.ContentHash,
        _channel,
        State.Revision + 1,
        State.Current is { } current ? new HeldVersion(current.Version, current.ContentHash) : null,
        decision,
        by,
        _now,
        reason);

    /// <summary>Signs that a person promotes this version.</summary>
    /// <param name="key">Their key.</param>
    /// <param name="reason">Why.</param>
    public Promoter Sign(SigningKey key, string reason) => new(key.Public.Identity, Statement(ApprovalDecision.Promoted, key.Public.Identity, reason).Sign(key));

    /// <summary>Who promotes this version, by what they signed elsewhere.</summary>
    /// <param name="envelope">What they signed.</param>
    /// <param name="reason">Why: what they signed says the same.</param>
    /// <exception cref="IngotException">INGOT6032: no key of the repository signed it, or it is for something else.</exception>
    public Promoter OpenPromoter(DsseEnvelope envelope, string reason)
    {
        var signed = OpenAny(envelope, out var place);
        return signed.Decision != ApprovalDecision.Promoted ? throw Invalid(place, $"it says '{signed.Decision}', not that the version is promoted")
            : signed.Reason != reason ? throw Invalid(place, $"it gives another reason than the promotion")
            : new Promoter(signed.By, envelope);
    }

    /// <summary>An approval or rejection of this version that was signed elsewhere.</summary>
    /// <param name="envelope">The signed approval.</param>
    /// <exception cref="IngotException">INGOT6032: no key of the repository signed it, or it is for something else. INGOT6034: the version is retired.</exception>
    public Approval Open(DsseEnvelope envelope)
    {
        RequireNotRetired();
        var approval = OpenAny(envelope, out var place);
        return approval.Decision == ApprovalDecision.Promoted ? throw Invalid(place, NoApproval) : approval;
    }

    /// <summary>The channel with the version in it.</summary>
    /// <param name="waiting">The approvals that wait for this version.</param>
    /// <param name="gates">What the gates found.</param>
    /// <param name="promoter">Who promotes.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="IngotException">
    /// INGOT6031: the policy is not met. INGOT6032: an approval is forged, was given for something else, or is the promoter's own.
    /// INGOT6034: the version is retired. INGOT6035: a gate failed.
    /// </exception>
    public ChannelState Promote(IReadOnlyList<KeyValuePair<string, DsseEnvelope>> waiting, PromotionGates gates, Promoter promoter, string reason)
    {
        RequireNotRetired();
        if (State.Current is { } held && held.Version == _package.Version && held.ContentHash == _package.ContentHash)
        {
            throw Refused($"it holds the channel already, so there is nothing to do");
        }

        if (_policy.FaultOf(_channel) is { } unknown)
        {
            throw Refused(unknown);
        }

        CheckGates(gates.Verdicts, gates.ComparedWith, gates.Score);
        CheckSource();
        var approvals = CheckApprovals(waiting, promoter);
        var release = new ChannelRelease(
            _package.Version,
            _package.ContentHash,
            _package.OnnxSha256,
            State.Revision + 1,
            promoter.By,
            _now,
            reason,
            promoter.Signature is null ? approvals : [.. approvals, promoter.Signature],
            new ChannelEvidence(gates.ComparedWith, _rules.From, gates.Score, [.. gates.Verdicts.Select(Gate)]));
        return State with
        {
            Revision = release.Revision,
            Current = release,
            Previous = State.Releases,
        };
    }

    private void RequireNotRetired()
    {
        if (State.IsRetired(_package.Version))
        {
            throw new IngotException(PackageDiagnostics.VersionRetired.At(
                new SourceLocation(_file), $"{_package.Id} {_package.Version} was retired: {State.Retired.First(r => r.Version == _package.Version).Reason.TrimEnd('.', ' ')}. Promote another version."));
        }
    }

    private Approval OpenAny(DsseEnvelope envelope, out string place)
    {
        place = _folder.ApprovalsOf(_channel);
        var approval = Approval.TryOpen(envelope, _keys) ?? throw Invalid(place, Forged);
        return FaultOf(approval, Statement(approval.Decision, approval.By, approval.Reason)) is { } fault ? throw Invalid(place, fault) : approval;
    }

    private void CheckGates(IReadOnlyList<Verdict> gates, string? comparedWith, double? score)
    {
        var failed = gates.Where(g => g.Outcome == GateOutcome.Failed).ToList();
        if (failed.Count > 0)
        {
            throw new IngotException(PackageDiagnostics.PromotionGateFailed.At(
                new SourceLocation(_file),
                $"{_package.Id} {_package.Version} is not promoted to {_channel}: {failed.Count} of {gates.Count} gates failed{(comparedWith is null ? string.Empty : $" against {comparedWith}, which holds the channel")}: {string.Join(" ", failed.Select(f => f.Message))}"));
        }

        if (_rules.Gates.Where(name => !gates.Any(g => IsGate(g, name) && g.Outcome == GateOutcome.Passed)).ToList() is [_, ..] missing)
        {
            var passed = gates.Where(g => g.Slice is null && g.Outcome == GateOutcome.Passed).Select(g => g.Gate).ToList();
            throw Refused($"the policy asks for these gates to pass on all rows: {string.Join(", ", missing)}; passed: {(passed.Count == 0 ? "none" : string.Join(", ", passed))}; give the project such gates without a Slice, and promote a version that passes them");
        }

        if (_rules.CompareWithCurrent && State.Current is { } current && comparedWith != current.Version)
        {
            throw Refused($"the policy asks for its gates to be run against {current.Version}, which holds the channel; name the model's project with --project");
        }

        if (_rules.MinimumScore is { } least && !(score >= least))
        {
            throw Refused($"the policy asks for an ML Test Score of {least}; found {(score is { } found ? (FormattableString)$"{found}" : $"none")}; 'dotnet ingot score' says what each test lacks: pack it anew as another version when it passes them");
        }
    }

    /// <summary>Whether a gate on all rows is meant by a name: its metric, such as <c>AUC</c>, or all of it, such as <c>AUC Min=0.84</c>.</summary>
    private static bool IsGate(Verdict gate, string name) =>
        gate.Slice is null && (gate.Gate == name || gate.Gate.StartsWith(name + " ", StringComparison.Ordinal));

    private void CheckSource()
    {
        if (_rules.RequireCleanSources && _package.Provenance is not { Commit: not null, Sources.State: SourceState.Clean })
        {
            var sources = _package.Provenance?.Sources;
            throw Refused($"the policy asks for sources that its commit holds; {(sources?.State == SourceState.Dirty ? $"{DiagnosticText.Count(sources.DifferCount, "file")} differed from it when it was packed: {DiagnosticText.List(sources.Differs, sources.DifferCount)}" : $"the package does not say that of a commit{(sources?.Reason is { } reason ? $": {DiagnosticText.Shorten(reason)}" : string.Empty)}")}. Commit what it is made from, pack it anew as another version, and promote that one");
        }

        if (_rules.From is not { } from)
        {
            return;
        }

        var source = _folder.Read(from, _package.Id).Current;
        if (source is null || source.Version != _package.Version || source.ContentHash != _package.ContentHash)
        {
            throw Refused($"the policy asks for it to hold the channel {from}, which {(source is null ? "no version" : source.Version == _package.Version ? $"another package of the version {source.Version}" : source.Version)} holds; promote it there first: dotnet ingot promote {_package.Id} {_package.Version} --to {from}");
        }

        var hours = (_now - source.PromotedAt).TotalHours;
        if (hours < _rules.MinimumHours)
        {
            throw Refused($"the policy asks for {_rules.MinimumHours} {(_rules.MinimumHours == 1 ? "hour" : "hours")} in {from}, but it has been there for {Math.Max(0, hours):0.#}; promote it from {source.PromotedAt.AddHours(_rules.MinimumHours):yyyy-MM-dd HH:mm} UTC on");
        }
    }

    private List<DsseEnvelope> CheckApprovals(IReadOnlyList<KeyValuePair<string, DsseEnvelope>> waiting, Promoter promoter)
    {
        var by = promoter.By;
        if (_rules.Approvals > 0 && (promoter.Signature is null || Approval.TryOpen(promoter.Signature, _keys)?.By != by))
        {
            throw Refused($"the policy asks for approvals, so whoever promotes must be known: promote with a key whose public half is in '{_folder.Keys}'");
        }

        var expected = Statement(ApprovalDecision.Approved, by, string.Empty);
        var found = new Dictionary<string, DsseEnvelope>(StringComparer.Ordinal);
        foreach (var (file, envelope) in waiting)
        {
            var approval = Approval.TryOpen(envelope, _keys) ?? throw Invalid(file, Forged);
            if (FaultOf(approval, expected) is { } fault)
            {
                throw Invalid(file, fault);
            }

            if (approval.Decision == ApprovalDecision.Rejected)
            {
                throw Refused($"{approval.By} rejected it: {approval.Reason.TrimEnd('.', ' ')}. Promote a version without that fault, or ask {approval.By} to approve this one instead");
            }

            if (approval.Decision == ApprovalDecision.Promoted)
            {
                throw Invalid(file, NoApproval);
            }

            if (approval.By == by)
            {
                throw Invalid(file, $"{by} approves what {by} promotes; another person must approve it");
            }

            found[approval.By] = envelope;
        }

        return found.Count >= _rules.Approvals
            ? [.. found.Values]
            : throw Refused($"the policy asks for {DiagnosticText.Count(_rules.Approvals, "approval")}; found {found.Count}{(found.Count > 0 ? $" (of {string.Join(", ", found.Keys)})" : string.Empty)}; ask for them with 'dotnet ingot approve {_package.Id} {_package.Version} --for {_channel}'");
    }

    /// <summary>Why an approval is not for a promotion; null when it is.</summary>
    internal static FormattableString? FaultOf(Approval approval, Approval expected)
    {
        return approval.Package != expected.Package || approval.Version != expected.Version ? $"it is for {approval.Package} {approval.Version}"
            : approval.ContentHash != expected.ContentHash ? $"it is for another package of the version {approval.Version}: the content hash differs"
            : approval.Channel != expected.Channel ? $"it is for the channel {approval.Channel}"
            : approval.Replaces != expected.Replaces ? $"it was given when {approval.Replaces?.Version ?? "no version"} held the channel, which {expected.Replaces?.Version ?? "no version"} holds now"
            : approval.Revision != expected.Revision ? (FormattableString)$"it was given for revision {approval.Revision} of the channel, which is now to become {expected.Revision}"
            : null;
    }

    private ChannelGate Gate(Verdict verdict)
    {
        // The package's interval is of its own reference rows: it is that of the gate's value only when the value is the same.
        var name = GateText.MetricOf(verdict.Gate);
        var measured = _package.Metrics.Metrics.FirstOrDefault(m => m.Name == name && m.Slice == verdict.Slice && m.Value == verdict.Value);
        return new ChannelGate(
            verdict.Gate, verdict.Slice, verdict.Outcome, Finite(verdict.Value), Finite(verdict.Baseline), Finite(measured?.Low ?? double.NaN), Finite(measured?.High ?? double.NaN));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private IngotException Refused(FormattableString why) => new(PackageDiagnostics.PromotionRefused.At(
        new SourceLocation(_file), $"{_package.Id} {_package.Version} is not promoted to {_channel}: {FormattableString.Invariant(why)}."));

    private static IngotException Invalid(string file, FormattableString why) => new(PackageDiagnostics.InvalidApproval.At(
        new SourceLocation(file), $"The approval does not count: {FormattableString.Invariant(why)}. Delete the file and ask for a new approval."));
}
