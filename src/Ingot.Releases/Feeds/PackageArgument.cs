using Ingot.Core.Diagnostics;
using Ingot.Releases.Signing;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace Ingot.Releases.Feeds;

/// <summary>A package as the command line names it: a <c>.nupkg</c> file, or <c>Id@version</c> on the configured feeds.</summary>
public sealed class PackageArgument : IDisposable
{
    private readonly string? _temporary;

    private PackageArgument(string path, string? temporary = null) => (Path, _temporary) = (path, temporary);

    /// <summary>The package's file.</summary>
    public string Path { get; }

    private bool IsSigned => File.Exists(Path + ReleaseStatement.Extension);

    /// <summary>Finds the file: as it is, among the packages that were restored on this machine, or on the first feed that has it.</summary>
    /// <exception cref="IngotException">INGOT6020: there is none.</exception>
    public static Task<PackageArgument> FindAsync(string argument, string folder, CancellationToken cancellation) =>
        FindAsync(argument, folder, feed: null, cancellation);

    /// <summary>Finds the file on one feed, or as <see cref="FindAsync(string, string, CancellationToken)"/> does.</summary>
    /// <param name="argument">A <c>.nupkg</c> file, or <c>Id@version</c>.</param>
    /// <param name="folder">The folder from which nuget.config and relative paths are looked for.</param>
    /// <param name="feed">A source's name, an address or a folder: only it is asked, packages on this machine are not. Null: all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT6020: there is none. INGOT6041 to INGOT6045: the feed cannot be used.</exception>
    public static async Task<PackageArgument> FindAsync(string argument, string folder, string? feed, CancellationToken cancellation)
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
        if (feed is not null)
        {
            var source = ConfiguredFeeds.Named(feed, folder);
            return await DownloadAsync(source, new SourceLocation(argument), identity, cancellation) ?? throw NotFound(argument, $"the feed '{source.Name}' does not have it");
        }

        var feeds = new ConfiguredFeeds(folder, configFile: null, sources: [], additionalSources: [], new SourceLocation(argument));
        var resolver = new VersionFolderPathResolver(feeds.PackagesFolder);
        var restored = resolver.GetPackageFilePath(identity.Id, identity.Version);
        return File.Exists(restored) ? new PackageArgument(restored) : await DownloadAsync(argument, identity, feeds, cancellation);
    }

    /// <summary>
    /// Finds the file as <see cref="FindAsync(string, string, CancellationToken)"/> does, but one beside which a signed statement lies
    /// before one without: NuGet restores packages only, and the statement stays in the folder feed that they came from.
    /// </summary>
    /// <exception cref="IngotException">INGOT6020: there is none.</exception>
    public static async Task<PackageArgument> FindReleaseAsync(string argument, string folder, CancellationToken cancellation)
    {
        var found = await FindAsync(argument, folder, cancellation);
        if (found.IsSigned || argument.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) || await FindSignedAsync(argument, folder, cancellation) is not { } signed)
        {
            return found;
        }

        found.Dispose();
        return signed;
    }

    /// <summary>Deletes what was downloaded.</summary>
    public void Dispose()
    {
        if (_temporary is not null)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }

    /// <summary>Fetches a package; null when the feed does not have it.</summary>
    internal static async Task<PackageArgument?> DownloadAsync(FeedClient feed, PackageIdentity identity, CancellationToken cancellation)
    {
        if (!(await feed.AllVersionsAsync(identity.Id, cancellation)).Contains(identity.Version))
        {
            return null;
        }

        var temporary = Directory.CreateTempSubdirectory("ingot-package-").FullName;
        PackageArgument? found = null;
        try
        {
            var path = System.IO.Path.Combine(temporary, $"{identity.Id}.{identity.Version.ToNormalizedString()}.nupkg");
            if (await feed.DownloadAsync(identity, path, cancellation))
            {
                found = new PackageArgument(path, temporary);
            }
        }
        finally
        {
            if (found is null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }

        return found;
    }

    private static async Task<PackageArgument?> FindSignedAsync(string argument, string folder, CancellationToken cancellation)
    {
        var at = argument.LastIndexOf('@');
        var identity = new PackageIdentity(argument[..at], NuGetVersion.Parse(argument[(at + 1)..]));
        var feeds = new ConfiguredFeeds(folder, configFile: null, sources: [], additionalSources: [], new SourceLocation(argument));
        foreach (var source in feeds.SourcesOf(identity.Id).Where(s => s.IsLocal && Directory.Exists(s.Source)))
        {
            if (await DownloadAsync(source, new SourceLocation(argument), identity, cancellation) is { } found)
            {
                if (found.IsSigned)
                {
                    return found;
                }

                found.Dispose();
            }
        }

        return null;
    }

    private static async Task<PackageArgument?> DownloadAsync(PackageSource source, SourceLocation location, PackageIdentity identity, CancellationToken cancellation)
    {
        using var client = new FeedClient(source, location);
        return await DownloadAsync(client, identity, cancellation);
    }

    private static async Task<PackageArgument> DownloadAsync(string argument, PackageIdentity identity, ConfiguredFeeds feeds, CancellationToken cancellation)
    {
        var sources = feeds.SourcesOf(identity.Id);
        var silent = new List<string>();
        foreach (var source in sources)
        {
            try
            {
                if (await DownloadAsync(source, new SourceLocation(argument), identity, cancellation) is { } found)
                {
                    return found;
                }
            }
            catch (IngotException e)
            {
                // The package may be on another feed; if it is not, this one is named.
                silent.Add($"{source.Name}: {(e.InnerException ?? e).Message.TrimEnd('.')}");
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
