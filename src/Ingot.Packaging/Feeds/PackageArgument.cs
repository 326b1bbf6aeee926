using Ingot.Core.Diagnostics;
using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Ingot.Packaging.Feeds;

/// <summary>A package as the command line names it: a <c>.nupkg</c> file, or <c>Id@version</c> on the configured feeds.</summary>
public sealed class PackageArgument : IDisposable
{
    private readonly string? _temporary;

    private PackageArgument(string path, string? temporary = null) => (Path, _temporary) = (path, temporary);

    /// <summary>The package's file.</summary>
    public string Path { get; }

    /// <summary>Finds the file: as it is, among the packages that were restored on this machine, or on the first feed that has it.</summary>
    /// <exception cref="IngotException">INGOT6020: there is none.</exception>
    public static async Task<PackageArgument> FindAsync(string argument, string folder, CancellationToken cancellation)
    {
        if (argument.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            var path = System.IO.Path.GetFullPath(argument, folder);
            return File.Exists(path) ? new PackageArgument(path) : throw NotFound(argument, $"the file does not exist");
        }

        var at = argument.LastIndexOf('@');
        if (at <= 0 || !PackageIdValidator.IsValidPackageId(argument[..at]) || !NuGetVersion.TryParse(argument[(at + 1)..], out var version))
        {
            throw NotFound(argument, $"it is neither a .nupkg file nor an Id@version such as Contoso.Churn@1.4.0");
        }

        var identity = new PackageIdentity(argument[..at], version);
        var feeds = new ConfiguredFeeds(folder, configFile: null, sources: [], additionalSources: [], new SourceLocation(argument));
        var resolver = new VersionFolderPathResolver(feeds.PackagesFolder);
        var restored = resolver.GetPackageFilePath(identity.Id, identity.Version);
        return File.Exists(restored) ? new PackageArgument(restored) : await DownloadAsync(argument, identity, feeds, cancellation);
    }

    /// <summary>Deletes what was downloaded.</summary>
    public void Dispose()
    {
        if (_temporary is not null)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }

    private static async Task<PackageArgument> DownloadAsync(string argument, PackageIdentity identity, ConfiguredFeeds feeds, CancellationToken cancellation)
    {
        var sources = feeds.SourcesOf(identity.Id);
        using var cache = new SourceCacheContext { DirectDownload = true, NoCache = true };
        var silent = new List<string>();
        foreach (var source in sources)
        {
            try
            {
                var resource = await Repository.Factory.GetCoreV3(source).GetResourceAsync<FindPackageByIdResource>(cancellation);
                if (resource is null || !await resource.DoesPackageExistAsync(identity.Id, identity.Version, cache, NullLogger.Instance, cancellation))
                {
                    continue;
                }

                var folder = Directory.CreateTempSubdirectory("ingot-package-").FullName;
                var path = System.IO.Path.Combine(folder, "package.nupkg");
                await using (var file = File.Create(path))
                {
                    await resource.CopyNupkgToStreamAsync(identity.Id, identity.Version, file, cache, NullLogger.Instance, cancellation);
                }

                return new PackageArgument(path, folder);
            }
            catch (Exception e) when (e is FatalProtocolException or HttpRequestException or IOException)
            {
                // The package may be on another feed; if it is not, this one is named.
                silent.Add($"{source.Name}: {e.Message.TrimEnd('.')}");
            }
        }

        throw NotFound(argument, silent.Count > 0
            ? (FormattableString)$"no feed has it, and {silent.Count} did not answer ({string.Join("; ", silent)})"
            : $"none of the feeds has it ({string.Join(", ", sources.Select(s => s.Name))})");
    }

    private static IngotException NotFound(string argument, FormattableString why) => new(PackageDiagnostics.PackageNotFound.At(
        new SourceLocation(argument),
        $"The package '{argument}' cannot be found: {FormattableString.Invariant(why)}. Correct the id, the version or the feeds (dotnet nuget list source)."));
}
