using System.Net;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Comparison;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace Ingot.Releases.Feeds;

/// <summary>
/// Publishes model packages to a folder or a NuGet v3 server. A published version never changes; so what <see cref="PackageVerifier"/>
/// refuses, whoever fetches it, is not published in the first place.
/// </summary>
/// <param name="source">The feed.</param>
/// <param name="keys">The keys that are trusted. A signature beside the package must be of one of them.</param>
/// <param name="location">The place of diagnostics.</param>
/// <param name="trial">Where models are loaded and asked; null: in this process, without models that have control flow.</param>
public sealed class Publisher(PackageSource source, KeyRing keys, SourceLocation location, IModelTrial? trial = null)
{
    /// <summary>The environment variable of the API key. A command line would show it to every process of the machine.</summary>
    public const string KeyVariable = "INGOT_FEED_KEY";

    /// <summary>Publishes a package.</summary>
    /// <param name="package">The <c>.nupkg</c> file.</param>
    /// <param name="apiKey">The server's API key; null: none. Never written anywhere.</param>
    /// <param name="allowBreaking">Whether a contract may break without a new major version.</param>
    /// <param name="cancellation">Stops it. A server may have got the package then.</param>
    /// <exception cref="IngotException">
    /// INGOT6002: the feed has the version. INGOT6021: it is not a model package. INGOT6026, INGOT6027: its signature is none, or it does
    /// not verify. INGOT6040: its contract breaks without a new major version. INGOT6042, INGOT6043: the feed refuses access, or does
    /// not answer as a feed.
    /// </exception>
    public async Task<PublishedPackage> PublishAsync(string package, string? apiKey, bool allowBreaking, CancellationToken cancellation)
    {
        var read = ModelPackage.Read(package);
        PackageVerifier.Require(
            PackageVerifier.Verify(read, DsseEnvelope.TryReadBeside(package), keys, requireSignature: false, trial, cancellation), read, location, "Nothing was published: pack it again, and sign it again if it is signed.");
        var evidence = read.Evidence;
        var identity = new PackageIdentity(evidence.Package, NuGetVersion.Parse(evidence.Version));
        using var feed = new FeedClient(source, location);
        var versions = await OtherVersionsAsync(feed, identity, cancellation);
        if (!allowBreaking && VersionRule.PredecessorOf(identity.Version, versions) is { } predecessor)
        {
            var released = await ReadAsync(feed, new PackageIdentity(identity.Id, predecessor), cancellation);
            if (VersionRule.FaultOf(VersionDifference.Of(released, evidence), location) is { } fault)
            {
                throw new IngotException(fault);
            }
        }

        var file = source.IsLocal ? AddToFolder(package, identity, cancellation) : await PushAsync(feed, package, identity, apiKey, cancellation);
        return new PublishedPackage(
            identity.Id, identity.Version.ToNormalizedString(), source.Source, file, file is null && File.Exists(package + ReleaseStatement.Extension));
    }

    /// <summary>Asks, before a package is built, whether the feed has its version.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version that it will have.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT6002: the feed has the version. INGOT6042, INGOT6043: the feed refuses access, or does not answer as a feed.</exception>
    public async Task RequireNewAsync(string package, NuGetVersion version, CancellationToken cancellation)
    {
        using var feed = new FeedClient(source, location);
        await OtherVersionsAsync(feed, new PackageIdentity(package, version), cancellation);
    }

    private async Task<IReadOnlyList<NuGetVersion>> OtherVersionsAsync(FeedClient feed, PackageIdentity identity, CancellationToken cancellation)
    {
        var versions = await feed.AllVersionsAsync(identity.Id, cancellation);
        return versions.Contains(identity.Version) ? throw AlreadyThere(identity) : versions;
    }

    private static async Task<PackageEvidence> ReadAsync(FeedClient feed, PackageIdentity identity, CancellationToken cancellation)
    {
        using var download = await PackageArgument.DownloadAsync(feed, identity, cancellation)
            ?? throw FeedFault.Failed(feed.Source, new SourceLocation(identity.ToString()), $"it lists {identity.Id} {identity.Version}, but does not hand it over");
        return ModelPackage.ReadEvidence(download.Path);
    }

    private string AddToFolder(string package, PackageIdentity identity, CancellationToken cancellation)
    {
        try
        {
            return new FolderFeed(source.Source).TryAdd(package, identity, cancellation) ?? throw AlreadyThere(identity);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FeedFault.Failed(source, location, e.Message.TrimEnd('.'), e);
        }
    }

    private async Task<string?> PushAsync(FeedClient feed, string package, PackageIdentity identity, string? apiKey, CancellationToken cancellation)
    {
        try
        {
            await feed.PushAsync(package, apiKey, cancellation);
            return null;
        }
        catch (Exception e) when (FeedFault.StatusOf(e) == HttpStatusCode.Conflict)
        {
            // Somebody was faster, or the server has it and does not list it.
            throw AlreadyThere(identity, e);
        }
    }

    private IngotException AlreadyThere(PackageIdentity identity, Exception? inner = null) => new(
        PackageDiagnostics.AlreadyPublished.At(
            location,
            $"{identity.Id} {identity.Version.ToNormalizedString()} is already in '{source.Source}'. A published version never changes: raise <Version> ('dotnet ingot version suggest' says to what) and publish again."),
        inner);
}
