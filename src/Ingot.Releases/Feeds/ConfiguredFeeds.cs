using Ingot.Core.Diagnostics;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Ingot.Releases.Feeds;

/// <summary>The feeds of a project as restore sees them: nuget.config with its credentials and mappings, or what the project says instead.</summary>
public sealed class ConfiguredFeeds
{
    private readonly ISettings _settings;
    private readonly List<PackageSource> _sources;
    private readonly SourceLocation _location;

    /// <param name="projectFolder">The folder from which nuget.config is looked for.</param>
    /// <param name="configFile">A nuget.config to use instead; null or empty: none.</param>
    /// <param name="sources">Feeds to use instead of the configured ones; empty: none.</param>
    /// <param name="additionalSources">Further feeds.</param>
    /// <param name="location">The place of diagnostics.</param>
    public ConfiguredFeeds(
        string projectFolder, string? configFile, IReadOnlyList<string> sources, IReadOnlyList<string> additionalSources, SourceLocation location)
    {
        _location = location;
        try
        {
            _settings = string.IsNullOrEmpty(configFile)
                ? Settings.LoadDefaultSettings(projectFolder)
                : Settings.LoadSpecificSettings(projectFolder, configFile);
        }
        catch (NuGetConfigurationException e)
        {
            // No feed is known then, whatever was to be asked of one.
            throw new IngotException(
                EvaluateDiagnostics.FeedUnavailable.At(
                    location, $"The NuGet configuration cannot be read: {e.Message} Correct the file and try again."),
                e);
        }

        var configured = new PackageSourceProvider(_settings).LoadPackageSources().Where(s => s.IsEnabled).ToList();
        var named = sources.Select(s => Find(s, configured, projectFolder)).ToList();
        _sources = [.. named.Count > 0 ? named : configured, .. additionalSources.Select(s => Find(s, configured, projectFolder))];
    }

    /// <summary>Where NuGet extracts the packages that it restored.</summary>
    public string PackagesFolder => SettingsUtility.GetGlobalPackagesFolder(_settings);

    /// <summary>All feeds, in the order of nuget.config.</summary>
    public IReadOnlyList<PackageSource> Sources => _sources;

    /// <summary>The one feed that a command line names: a configured source by its name or its address, another address, or a folder.</summary>
    /// <param name="feed">The name, address or folder as it was written.</param>
    /// <param name="folder">The folder from which nuget.config and relative paths are looked for.</param>
    /// <exception cref="IngotException">INGOT6041: it is none of these. INGOT6045: it is an http address that nuget.config does not allow.</exception>
    public static PackageSource Named(string feed, string folder)
    {
        var location = new SourceLocation(feed);
        var configured = new ConfiguredFeeds(folder, configFile: null, sources: [], additionalSources: [], location);
        var source = Find(feed, configured._sources, folder);
        var isFolder = source.IsLocal && (Directory.Exists(source.Source) || feed.AsSpan().ContainsAny('/', '\\') || configured._sources.Contains(source));
        if (!isFolder && !source.IsHttp)
        {
            // A mistyped name must not become a new folder of that name.
            throw new IngotException(PackageDiagnostics.UnknownFeed.At(
                location,
                $"'{feed}' is not a source of nuget.config ({(configured._sources.Count == 0 ? "there are none" : string.Join(", ", configured._sources.Select(s => s.Name)))}), not an http address, and not a folder that exists. Correct the name (dotnet nuget list source), or write ./{feed} for a new folder."));
        }

        return source.IsHttp && !source.IsHttps && !source.AllowInsecureConnections && !source.SourceUri.IsLoopback
            ? throw new IngotException(PackageDiagnostics.InsecureFeed.At(
                location,
                $"The feed '{source.Source}' is reached over http: anyone on the way can read the key and change the package. Use its https address, or add it to nuget.config with allowInsecureConnections=\"true\"."))
            : source;
    }

    /// <summary>The feeds that may be asked for a package, by the mapping of nuget.config.</summary>
    public IReadOnlyList<PackageSource> SourcesOf(string package)
    {
        var mapping = PackageSourceMapping.GetPackageSourceMapping(_settings);
        var allowed = mapping.IsEnabled ? mapping.GetConfiguredPackageSources(package) : null;
        return [.. _sources.Where(s => allowed?.Contains(s.Name, StringComparer.OrdinalIgnoreCase) != false)];
    }

    /// <summary>The newest listed version of a package; null when no feed has one.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="own">A version that does not count; when it is a prerelease, prereleases count too. Null: only releases count.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="IngotException">INGOT3042: a feed did not answer. Without its answer nobody knows which version is the newest.</exception>
    public async Task<NuGetVersion?> FindLatestAsync(string package, NuGetVersion? own, CancellationToken cancellation) =>
        await FindAllAsync(package, own, cancellation) is [.., var latest] ? latest : null;

    /// <summary>All listed versions of a package, the oldest first; none when no feed has one.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="own">A version that does not count; when it is a prerelease, prereleases count too. Null: only releases count.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="IngotException">INGOT3042: a feed did not answer. Without its answer nobody knows which versions there are.</exception>
    public async Task<IReadOnlyList<NuGetVersion>> FindAllAsync(string package, NuGetVersion? own, CancellationToken cancellation)
    {
        var asked = SourcesOf(package);
        if (asked.Count == 0)
        {
            throw Unavailable($"No feed is configured for the package {package}");
        }

        var versions = new List<NuGetVersion>();
        using var cache = new SourceCacheContext { DirectDownload = true, NoCache = true };
        foreach (var source in asked)
        {
            versions.AddRange(await VersionsOfAsync(source, package, own?.IsPrerelease == true, cache, cancellation));
        }

        return [.. versions.Where(v => own is null || v != own).Distinct().Order()];
    }

    private async Task<IEnumerable<NuGetVersion>> VersionsOfAsync(
        PackageSource source, string package, bool prereleases, SourceCacheContext cache, CancellationToken cancellation)
    {
        // NuGet takes a folder that does not exist for an empty one in places.
        if (source.IsLocal && !Directory.Exists(source.Source))
        {
            throw Unavailable($"The feed '{source.Name}' is the folder '{source.Source}', which does not exist");
        }

        try
        {
            var repository = Repository.Factory.GetCoreV3(source);
            var metadata = await repository.GetResourceAsync<PackageMetadataResource>(cancellation)
                ?? throw Unavailable($"The feed '{source.Name}' ({source.Source}) does not say which versions it has");
            var found = await metadata.GetMetadataAsync(
                package, includePrerelease: prereleases, includeUnlisted: false, cache, NullLogger.Instance, cancellation);
            return found.Select(m => m.Identity.Version);
        }
        catch (Exception e) when (e is FatalProtocolException or HttpRequestException or IOException)
        {
            throw Unavailable($"The feed '{source.Name}' ({source.Source}) did not answer: {e.Message}", e);
        }
    }

    private static PackageSource Find(string text, List<PackageSource> configured, string projectFolder) =>
        configured.Find(s => string.Equals(s.Name, text, StringComparison.OrdinalIgnoreCase) || s.Source == text)
        ?? new PackageSource(text.Contains("://", StringComparison.Ordinal) ? text : Path.GetFullPath(text, projectFolder));

    private IngotException Unavailable(FormattableString what, Exception? inner = null) => new(
        EvaluateDiagnostics.FeedUnavailable.At(
            _location,
            $"{FormattableString.Invariant(what).TrimEnd('.')}, so nobody knows which versions of the baseline were released. Correct the feeds (dotnet nuget list source) or their credentials and restore again, or set ModelBaselineVersion, or Against of the gate, to a version."),
        inner);
}
