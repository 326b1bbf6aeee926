using Ingot.Core.Diagnostics;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Versioning;

namespace Ingot.Releases.Feeds;

/// <summary>The models on one feed, or on all that nuget.config configures for a folder.</summary>
public sealed class ModelFeeds
{
    private readonly Func<string?, IReadOnlyList<PackageSource>> _sources;
    private readonly SourceLocation _location;

    /// <param name="folder">The folder from which nuget.config and relative paths are looked for.</param>
    /// <param name="feed">A source's name, an address or a folder; null: all configured ones.</param>
    /// <exception cref="IngotException">INGOT6041, INGOT6045: the feed cannot be used. INGOT3042: nuget.config cannot be read.</exception>
    public ModelFeeds(string folder, string? feed)
    {
        _location = new SourceLocation(feed ?? folder);
        if (feed is null)
        {
            var configured = new ConfiguredFeeds(folder, configFile: null, sources: [], additionalSources: [], _location);
            _sources = id => id is null ? configured.Sources : configured.SourcesOf(id);
        }
        else
        {
            IReadOnlyList<PackageSource> named = [ConfiguredFeeds.Named(feed, folder)];
            _sources = _ => named;
        }
    }

    /// <summary>The ids of packages that may be models, in ordinal order; <see cref="FindAsync"/> tells whether one is.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="leftOut">
    /// Gets what is wrong with a feed that cannot say what it has, such as a server without a search; the others are asked all the same.
    /// Null: none is left out.
    /// </param>
    /// <exception cref="IngotException">INGOT6042, INGOT6043: a feed refuses access or does not answer, and is not left out or the only one.</exception>
    public async Task<IReadOnlyList<string>> CandidatesAsync(CancellationToken cancellation, ICollection<Diagnostic>? leftOut = null)
    {
        var ids = new List<string>();
        var sources = _sources(null);
        foreach (var source in sources)
        {
            using var feed = new FeedClient(source, _location);
            try
            {
                ids.AddRange(await feed.CandidatesAsync(cancellation));
            }
            catch (IngotException e) when (leftOut is not null && leftOut.Count < sources.Count - 1)
            {
                leftOut.Add(e.Diagnostic with { Severity = DiagnosticSeverity.Warning });
            }
        }

        return [.. ids.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
    }

    /// <summary>A model's versions; null when no feed has a model of that id.</summary>
    /// <exception cref="IngotException">INGOT6042, INGOT6043: a feed refuses access or does not answer.</exception>
    public async Task<ModelListing?> TryFindAsync(string id, CancellationToken cancellation)
    {
        if (!PackageIdValidator.IsValidPackageId(id))
        {
            return null;
        }

        var versions = new Dictionary<NuGetVersion, ModelVersion>();
        foreach (var source in _sources(id))
        {
            using var feed = new FeedClient(source, _location);
            foreach (var version in await feed.ModelVersionsAsync(id, cancellation))
            {
                versions.TryAdd(version, new ModelVersion(version, source.Name));
            }
        }

        return versions.Count == 0 ? null : new ModelListing(id, [.. versions.Values.OrderByDescending(v => v.Version)]);
    }

    /// <summary>A model's versions.</summary>
    /// <exception cref="IngotException">INGOT6044: no feed has a model of that id. INGOT6042, INGOT6043: a feed refuses access or does not answer.</exception>
    public async Task<ModelListing> FindAsync(string id, CancellationToken cancellation) =>
        await TryFindAsync(id, cancellation) ?? throw new IngotException(PackageDiagnostics.NoSuchModel.At(
            new SourceLocation(id),
            $"No model package '{id}' is on {Names(_sources(id))}. Write the package's id, not the model's name ('dotnet ingot list' has them all), or name another feed with --feed."));

    private static string Names(IReadOnlyList<PackageSource> sources) =>
        sources.Count == 0 ? "a feed: none is configured" : string.Join(", ", sources.Select(s => $"'{s.Name}'"));
}
