using Ingot.Core.Diagnostics;
using Ingot.Releases.Signing;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Ingot.Releases.Feeds;

/// <summary>One feed, asked by NuGet's own client: its retries, its credentials, its time-outs.</summary>
internal sealed class FeedClient(PackageSource source, SourceLocation location) : IDisposable
{
    /// <summary>The package type of models, in their nuspec beside <c>Dependency</c>.</summary>
    public const string ModelType = "IngotModel";

    // What every model package depends on: by it models are found on a server that does not filter by types.
    private const string Runtime = "Ingot.Runtime";

    // NuGet's own push waits as long.
    private const int PushSeconds = 300;
    private const int PageSize = 100;
    private const int MaxModels = 10_000;

    // Nothing of what a feed said a while ago: what was published a moment ago counts.
    private readonly SourceCacheContext _cache = new() { DirectDownload = true, NoCache = true, RefreshMemoryCache = true };
    private readonly SourceRepository _repository = Repository.Factory.GetCoreV3(source);

    /// <summary>The feed.</summary>
    public PackageSource Source => source;

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    /// <summary>All versions of a package, unlisted ones too.</summary>
    public Task<IReadOnlyList<NuGetVersion>> AllVersionsAsync(string id, CancellationToken cancellation) => AskAsync<IReadOnlyList<NuGetVersion>>(
        async () => IsMissingFolder ? [] : [.. await (await GetAsync<FindPackageByIdResource>(cancellation)).GetAllVersionsAsync(id, _cache, NullLogger.Instance, cancellation)],
        cancellation);

    /// <summary>The listed versions of a package that are models; prereleases too.</summary>
    public Task<IReadOnlyList<NuGetVersion>> ModelVersionsAsync(string id, CancellationToken cancellation) => AskAsync<IReadOnlyList<NuGetVersion>>(
        async () =>
        {
            if (source.IsLocal)
            {
                return [.. (await GetAsync<FindLocalPackagesResource>(cancellation)).FindPackagesById(id, NullLogger.Instance, cancellation).Where(IsModel).Select(p => p.Identity.Version)];
            }

            var found = await (await GetAsync<PackageMetadataResource>(cancellation)).GetMetadataAsync(
                id, includePrerelease: true, includeUnlisted: false, _cache, NullLogger.Instance, cancellation);
            return [.. found.Where(IsModel).Select(m => m.Identity.Version)];
        },
        cancellation);

    /// <summary>The ids of packages that may be models: a folder's are, a server's need <see cref="ModelVersionsAsync"/>.</summary>
    public Task<IReadOnlyList<string>> CandidatesAsync(CancellationToken cancellation) =>
        AskAsync(async () => source.IsLocal ? await InFolderAsync(cancellation) : await SearchAsync(cancellation), cancellation);

    /// <summary>Writes a package's file.</summary>
    /// <returns>Whether the feed has it.</returns>
    public Task<bool> DownloadAsync(PackageIdentity package, string path, CancellationToken cancellation) => AskAsync(
        async () =>
        {
            var resource = await GetAsync<FindPackageByIdResource>(cancellation);
            await using var file = File.Create(path);
            var found = await resource.CopyNupkgToStreamAsync(package.Id, package.Version, file, _cache, NullLogger.Instance, cancellation);
            if (found && source.IsLocal)
            {
                await CopySignatureAsync(package, path, cancellation);
            }

            return found;
        },
        cancellation);

    // A folder can have the signed statement beside the package; a server has packages only.
    private async Task CopySignatureAsync(PackageIdentity package, string path, CancellationToken cancellation)
    {
        var local = (await GetAsync<FindLocalPackagesResource>(cancellation)).GetPackage(package, NullLogger.Instance, cancellation);
        var signature = local?.Path + ReleaseStatement.Extension;
        if (local is not null && File.Exists(signature))
        {
            File.Copy(signature, path + ReleaseStatement.Extension);
        }
    }

    /// <summary>Sends a package to a server.</summary>
    /// <param name="path">The package's file.</param>
    /// <param name="apiKey">The key; null or empty: none is sent.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="HttpRequestException">HTTP 409: the server has the version.</exception>
    public async Task PushAsync(string path, string? apiKey, CancellationToken cancellation)
    {
        var resource = await AskAsync(() => GetAsync<PackageUpdateResource>(cancellation), cancellation);
        await AskAsync(
            async () =>
            {
                await resource.PushAsync(
                    [path],
                    symbolSource: string.Empty,
                    PushSeconds,
                    disableBuffering: false,
                    _ => apiKey ?? string.Empty,
                    _ => string.Empty,
                    noServiceEndpoint: false,
                    skipDuplicate: false,
                    allowSnupkg: false,
                    allowInsecureConnections: true,
                    NullLogger.Instance).WaitAsync(cancellation);
                return true;
            },
            cancellation,
            passConflict: true);
    }

    // NuGet takes a folder that does not exist for an empty one in places, and throws in others.
    private bool IsMissingFolder => source.IsLocal && !Directory.Exists(source.Source);

    private static bool IsModel(IPackageSearchMetadata package) =>
        package.DependencySets.Any(s => s.Packages.Any(p => string.Equals(p.Id, Runtime, StringComparison.OrdinalIgnoreCase)));

    private static bool IsModel(LocalPackageInfo package) =>
        package.Nuspec.GetPackageTypes().Any(t => string.Equals(t.Name, ModelType, StringComparison.OrdinalIgnoreCase));

    private async Task<IReadOnlyList<string>> InFolderAsync(CancellationToken cancellation)
    {
        var packages = (await GetAsync<FindLocalPackagesResource>(cancellation)).GetPackages(NullLogger.Instance, cancellation);
        return
        [
            .. packages
                .Where(IsModel)
                .Select(p => p.Nuspec.GetId())
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private async Task<IReadOnlyList<string>> SearchAsync(CancellationToken cancellation)
    {
        var search = await GetAsync<PackageSearchResource>(cancellation);
        var filter = new SearchFilter(includePrerelease: true) { PackageType = search.SupportsPackageTypeFiltering ? ModelType : null };
        var ids = new List<string>();
        while (ids.Count < MaxModels)
        {
            var page = (await search.SearchAsync(string.Empty, filter, ids.Count, PageSize, NullLogger.Instance, cancellation)).ToList();
            ids.AddRange(page.Select(p => p.Identity.Id));
            if (page.Count < PageSize)
            {
                break;
            }
        }

        return ids;
    }

    private async Task<T> GetAsync<T>(CancellationToken cancellation)
        where T : class, INuGetResource
    {
        if (IsMissingFolder)
        {
            throw new DirectoryNotFoundException("the folder does not exist");
        }

        return await _repository.GetResourceAsync<T>(cancellation)
            ?? throw new InvalidDataException($"it does not offer what {typeof(T).Name} of NuGet's client needs");
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation, bool passConflict = false)
    {
        try
        {
            return await ask();
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            // NuGet's time-out, not ours.
            throw FeedFault.Of(source, location, new TimeoutException("it did not answer in time", e));
        }
        catch (Exception e) when (FeedFault.IsOne(e) && !(passConflict && FeedFault.StatusOf(e) == System.Net.HttpStatusCode.Conflict))
        {
            throw FeedFault.Of(source, location, e);
        }
    }
}
