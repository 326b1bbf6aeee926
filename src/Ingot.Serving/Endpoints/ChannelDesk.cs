using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;
using Ingot.Serving.Channels;
using Ingot.Serving.Observers;
using Ingot.Serving.Pages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NuGet.Versioning;

namespace Ingot.Serving.Endpoints;

/// <summary>Changes channels for the page, by the rules of the command line; what a channel says is served at once.</summary>
internal sealed class ChannelDesk(
    IOptions<ServingOptions> options, PackageFiles packages, IModelTrial trial, ChannelWatcher watcher, IEnumerable<IChannelObserver> observers, TimeProvider time, ILogger<ChannelDesk> logger)
{
    // A package is read and verified in memory: one of a model at a time. Going back and retiring read none, and wait for none.
    private readonly NamedLocks _locks = new();

    private ChannelFolder Folder => new(options.Value.ChannelsFolder);

    private ChannelEditor Editor => new(Folder, time, trial);

    /// <summary>A channel as it is now.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="package">The package's id.</param>
    /// <param name="version">A version to look at; null: none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT6025, INGOT6030, INGOT6037: a file of the channels is damaged.</exception>
    public async Task<ChannelView> ViewAsync(string channel, string package, string? version, CancellationToken cancellation)
    {
        var folder = Folder;
        var keys = KeyRing.Read(folder.Keys);
        var overview = ChannelOverview.Of(folder, folder.Read(channel, package), keys);
        var view = new ChannelView
        {
            Channel = overview,
            Rules = ChannelPolicy.Read(folder.Policy).Of(channel),
            Versions = Known(folder, overview),

            // It stands in a page: the serializer's own form escapes what HTML would read as its own.
            Keys = JsonSerializer.Serialize(keys.Keys.ToDictionary(k => k.KeyId, k => k.Identity)),
            Asked = version,
        };
        if (version is null)
        {
            return view;
        }

        try
        {
            return view with
            {
                Candidate = await OneAtATimeAsync(package, async () => Candidate(folder, overview.State, await packages.ReadAsync(package, version, cancellation), keys, view.Rules, cancellation), cancellation),
            };
        }
        catch (IngotException e)
        {
            return view with { Problem = new PageProblem(ChannelForms.Look, e.Diagnostic.Code, e.Diagnostic.Message) };
        }
    }

    /// <summary>Gives the channel to a version.</summary>
    /// <exception cref="IngotException">As <see cref="ChannelEditor.PromoteAsync"/>, and when the package cannot be found.</exception>
    public async Task PromoteAsync(string channel, string package, string version, string reason, string? signed, string by, CancellationToken cancellation)
    {
        var change = await OneAtATimeAsync(
            package,
            async () =>
            {
                var release = await packages.ReadAsync(package, version, cancellation);
                return await Editor.PromoteAsync(
                    release,
                    channel,
                    reason,
                    promotion => signed is null ? new Promoter(by, null) : promotion.OpenPromoter(DsseEnvelope.Parse(signed, "signature"), reason),
                    _ => Task.FromResult(PromotionGates.OfPackage(release.Package)),
                    cancellation);
            },
            cancellation);
        logger.LogPromoted(change.After.Package, change.After.Current!.Version, channel, change.After.Current.PromotedBy);
        Tell(ChannelAction.Promoted, change, change.After.Current.Version, change.Before.Current?.Version);
        await watcher.RefreshAsync(package, CancellationToken.None);
    }

    /// <summary>Gives the channel back to a version that held it.</summary>
    /// <exception cref="IngotException">As <see cref="ChannelEditor.Rollback"/>.</exception>
    public async Task RollbackAsync(string channel, string package, string? version, string reason, string by, CancellationToken cancellation)
    {
        var change = await Task.Run(() => Editor.Rollback(channel, package, version, by, reason, cancellation), cancellation);
        logger.LogRolledBack(package, change.After.Current!.Version, channel, by);
        Tell(ChannelAction.RolledBack, change, change.After.Current.Version, change.Before.Current?.Version);
        await watcher.RefreshAsync(package, CancellationToken.None);
    }

    /// <summary>Retires a version in all channels of the package.</summary>
    /// <exception cref="IngotException">As <see cref="ChannelEditor.Retire"/>.</exception>
    public async Task RetireAsync(string package, string version, string reason, string by, CancellationToken cancellation)
    {
        var changes = await Task.Run(() => Editor.Retire(package, version, by, reason, cancellation), cancellation);
        logger.LogRetired(package, version, by);
        foreach (var change in changes)
        {
            Tell(ChannelAction.Retired, change, change.After.Retired[0].Version, change.After.Current?.Version);
        }

        await watcher.RefreshAsync(package, CancellationToken.None);
    }

    /// <summary>Keeps an approval that somebody signed.</summary>
    /// <exception cref="IngotException">As <see cref="ChannelEditor.Approve"/>. INGOT6026: it is not a signed approval.</exception>
    public async Task ApproveAsync(string channel, string package, string version, string signed, string by, CancellationToken cancellation)
    {
        var (approval, _) = await OneAtATimeAsync(
            package,
            async () => Editor.Approve(await packages.ReadAsync(package, version, cancellation), channel, DsseEnvelope.Parse(signed, "approval"), cancellation), cancellation);
        logger.LogApproved(approval.By, approval.Decision, package, approval.Version, channel, by);
    }

    private void Tell(ChannelAction action, ChannelChange change, string version, string? other)
    {
        foreach (var observer in observers)
        {
            observer.Changed(new ChannelNews(action, change.After.Package, version, other, change.After.Channel, change.After.Revision, time.GetUtcNow()));
        }
    }

    private CandidateView Candidate(ChannelFolder folder, ChannelState state, ReleasedPackage release, KeyRing keys, ChannelRules rules, CancellationToken cancellation)
    {
        var package = release.Package;
        var statement = new Promotion(folder, package, state.Channel, DateTimeOffset.UnixEpoch).Statement(ApprovalDecision.Approved, string.Empty, string.Empty);
        return new CandidateView(
            package.Version,
            PackageVerifier.Verify(package, release.Envelope, keys, rules.RequireSignature, trial, cancellation),
            package.Verdicts,
            ApprovalReview.Waiting(folder, state, package, keys),
            statement.ToJson());
    }

    private List<string> Known(ChannelFolder folder, ChannelOverview channel)
    {
        // The other channels are where a version comes from; a damaged one of them is said on the overview.
        var held = folder.Files().Where(f => Path.GetFileNameWithoutExtension(f) == channel.State.Package).SelectMany(f =>
        {
            try
            {
                return ChannelFile.Read(f).Releases.Select(r => r.Version);
            }
            catch (IngotException)
            {
                return [];
            }
        });
        return
        [
            .. packages.VersionsOf(channel.State.Package).Concat(held).Concat(channel.Waiting.Select(w => w.Key))
                .Select(v => NuGetVersion.TryParse(v, out var version) ? version : null)
                .OfType<NuGetVersion>()
                .Distinct()
                .OrderDescending()
                .Select(v => v.ToNormalizedString()),
        ];
    }

    private async Task<T> OneAtATimeAsync<T>(string package, Func<Task<T>> work, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(package, cancellation);

        // Locks and models are waited for on a thread of their own.
        return await Task.Run(work, cancellation);
    }
}
