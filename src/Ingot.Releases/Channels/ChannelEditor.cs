using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;
using NuGet.Packaging;
using NuGet.Versioning;

namespace Ingot.Releases.Channels;

/// <summary>Changes the files of channels, by their rules: one change of a channel at a time in its folder, and each file whole or as it was.</summary>
/// <param name="folder">The channels.</param>
/// <param name="time">The time of changes.</param>
/// <param name="trial">Where models are loaded and asked; null: in this process, without models that have control flow.</param>
public sealed class ChannelEditor(ChannelFolder folder, TimeProvider time, IModelTrial? trial = null)
{
    private const string FetchAgain = "Fetch it again from where it was published.";

    /// <summary>A channel's name, checked.</summary>
    /// <exception cref="IngotException">INGOT6030: it is not one.</exception>
    public static string ChannelName(string text) => ChannelFolder.IsChannel(text)
        ? text
        : throw new IngotException(PackageDiagnostics.DamagedChannel.At(
            new SourceLocation(text), $"'{text}' is not a channel's name: expected lower-case letters, digits and hyphens, such as production."));

    /// <summary>Gives a channel to a version: the package is verified, the policy and the approvals are checked.</summary>
    /// <param name="release">The version.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="reason">Why.</param>
    /// <param name="promoter">Says who promotes, once it is known what the channel asks for.</param>
    /// <param name="gates">Says what the gates found, against the version that holds the channel or not.</param>
    /// <param name="cancellation">Stops it; the channel is as it was then.</param>
    /// <exception cref="IngotException">
    /// INGOT6027: the package does not verify. INGOT6030, INGOT6037: a file of the channels is damaged. INGOT6031, INGOT6032, INGOT6034,
    /// INGOT6035: as <see cref="Promotion.Promote"/> says.
    /// </exception>
    public async Task<ChannelChange> PromoteAsync(
        ReleasedPackage release,
        string channel,
        string reason,
        Func<Promotion, Promoter> promoter,
        Func<Promotion, Task<PromotionGates>> gates,
        CancellationToken cancellation)
    {
        var package = release.Package;
        var file = folder.FileOf(ChannelName(channel), package.Id);
        using var held = ChannelLock.Acquire(file, cancellation);
        var promotion = new Promotion(folder, package, channel, time.GetUtcNow());
        var checks = PackageVerifier.Verify(package, release.Envelope, KeyRing.Read(folder.Keys), promotion.Rules.RequireSignature, trial, cancellation);

        // Failed gates are said by the promotion itself, with what they found.
        PackageVerifier.Require(checks.Where(c => c.Name != "verdicts"), package, PlaceOf(package), FetchAgain);
        var who = promoter(promotion);
        var found = await gates(promotion);
        var waiting = Waiting(promotion.State, Approvals(channel).Read(package.Id, package.Version));
        var state = promotion.Promote(waiting, found, who, reason);
        ChannelFile.Write(file, state);

        // They are in the channel's file now.
        foreach (var (path, _) in waiting)
        {
            File.Delete(path);
        }

        return new ChannelChange(file, promotion.State, state);
    }

    /// <summary>Gives a channel back to a version that held it before.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version; null: the last one before.</param>
    /// <param name="by">Who goes back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops waiting for another change.</param>
    /// <exception cref="IngotException">INGOT6030, INGOT6033, INGOT6034.</exception>
    public ChannelChange Rollback(string channel, string package, string? version, string by, string reason, CancellationToken cancellation)
    {
        var file = folder.FileOf(ChannelName(channel), PackageId(package));
        using var held = ChannelLock.Acquire(file, cancellation);
        var before = folder.Read(channel, package);
        var state = ChannelChanges.Rollback(before, version, by, time.GetUtcNow(), reason, file);
        ChannelFile.Write(file, state);
        return new ChannelChange(file, before, state);
    }

    /// <summary>Retires a version in every channel of its package, or in none.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version.</param>
    /// <param name="by">Who retires it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops waiting for another change.</param>
    /// <exception cref="IngotException">INGOT6030, INGOT6034. INGOT6033: the package has no channel, or the version is not a version.</exception>
    public IReadOnlyList<ChannelChange> Retire(string package, string version, string by, string reason, CancellationToken cancellation)
    {
        var files = folder.Files().Where(f => Path.GetFileNameWithoutExtension(f) == package).ToList();
        if (files.Count == 0 || !NuGetVersion.TryParse(version, out var parsed))
        {
            throw new IngotException(PackageDiagnostics.NothingToRollBackTo.At(
                new SourceLocation(folder.Path), $"No channel in '{folder.Path}' belongs to the package '{package}', or '{version}' is not a version. Correct the id or the version."));
        }

        // Held from before the files are read until all are written, in one order for all who retire.
        var held = new List<PassingLock>();
        try
        {
            held.AddRange(files.Select(f => ChannelLock.Acquire(f, cancellation)));

            // All of them or none: the first channel that the version holds stops it.
            var now = time.GetUtcNow();
            var normalized = parsed.ToNormalizedString();
            var all = files.ConvertAll(f => (File: f, Before: ChannelFile.Read(f)));

            // Retired in some already: by a command that was ended between two files, or before the other channels were there.
            var left = all.FindAll(c => !c.Before.IsRetired(normalized));
            var changes = (left.Count > 0 ? left : all).ConvertAll(c =>
                new ChannelChange(c.File, c.Before, ChannelChanges.Retire(c.Before, normalized, by, now, reason, c.File)));
            changes.ForEach(c => ChannelFile.Write(c.File, c.After));
            return changes;
        }
        finally
        {
            held.ForEach(h => h.Dispose());
        }
    }

    /// <summary>Refuses an approval of a package that does not verify. What does not may be rejected.</summary>
    /// <param name="package">The package.</param>
    /// <param name="decision">What is said of it.</param>
    /// <param name="trial">Where the model is loaded and asked; null: in this process, without models that have control flow.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT6027.</exception>
    public static void RequireApprovable(ModelPackage package, ApprovalDecision decision, IModelTrial? trial, CancellationToken cancellation)
    {
        if (decision == ApprovalDecision.Approved)
        {
            PackageVerifier.Require(PackageVerifier.Verify(package, trial, cancellation), package, PlaceOf(package), FetchAgain);
        }
    }

    /// <summary>Keeps a signed approval or rejection until its version is promoted.</summary>
    /// <param name="release">The version that it is for.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="envelope">What was signed.</param>
    /// <param name="cancellation">Stops waiting for another change.</param>
    /// <returns>What it says, and its file.</returns>
    /// <exception cref="IngotException">
    /// INGOT6027: it approves a package that does not verify. INGOT6032: no key of the repository signed it, or it is for something else.
    /// INGOT6034: the version is retired.
    /// </exception>
    public (Approval Approval, string File) Approve(ReleasedPackage release, string channel, DsseEnvelope envelope, CancellationToken cancellation)
    {
        var package = release.Package;
        using var held = ChannelLock.Acquire(folder.FileOf(ChannelName(channel), package.Id), cancellation);
        var approval = new Promotion(folder, package, channel, time.GetUtcNow()).Open(envelope);
        RequireApprovable(package, approval.Decision, trial, cancellation);
        return (approval, Approvals(channel).Write(approval, envelope));
    }

    // A promotion that was ended after it had written the channel's file left approvals that are in there: they were given for what the channel
    // held then, and would stand in the way of a later promotion.
    private static List<KeyValuePair<string, DsseEnvelope>> Waiting(ChannelState state, IReadOnlyList<KeyValuePair<string, DsseEnvelope>> found)
    {
        var used = state.Releases.SelectMany(r => r.Approvals).Select(a => a.ToJson()).ToHashSet(StringComparer.Ordinal);
        var waiting = new List<KeyValuePair<string, DsseEnvelope>>();
        foreach (var approval in found)
        {
            if (used.Contains(approval.Value.ToJson()))
            {
                File.Delete(approval.Key);
            }
            else
            {
                waiting.Add(approval);
            }
        }

        return waiting;
    }

    private static SourceLocation PlaceOf(ModelPackage package) => new($"{package.Id}@{package.Version}");

    private ApprovalFolder Approvals(string channel) => new(folder.ApprovalsOf(channel));

    private static string PackageId(string text) => PackageIdValidator.IsValidPackageId(text)
        ? text
        : throw new IngotException(PackageDiagnostics.PackageNotFound.At(new SourceLocation(text), $"'{text}' is not a package's id. Correct it."));
}
