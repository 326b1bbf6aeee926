using Ingot.Core.Diagnostics;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Microsoft.Extensions.Options;
using NuGet.Versioning;

namespace Ingot.Serving.Channels;

/// <summary>
/// Packages as <c>.nupkg</c> files: in the folders of the options, flat or as NuGet lays them out; then among the packages that were
/// restored on this machine, and on the feeds that nuget.config configures for the current folder.
/// </summary>
internal sealed class PackageFiles(IOptions<ServingOptions> options)
{
    /// <summary>Finds a package's file; disposing it deletes what was downloaded.</summary>
    /// <param name="id">The package's id.</param>
    /// <param name="version">The version as NuGet normalises it.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <exception cref="IngotException">INGOT6020: there is none.</exception>
    public Task<PackageArgument> FindAsync(string id, string version, CancellationToken cancellation) =>
        PackageArgument.FindAsync(ArgumentOf(id, version), Environment.CurrentDirectory, cancellation);

    /// <summary>Finds and reads a version with the signed statement beside its file.</summary>
    /// <param name="id">The package's id.</param>
    /// <param name="version">The version, as people write it.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <exception cref="IngotException">INGOT6020, INGOT6021, INGOT6026: there is none, or it cannot be used.</exception>
    public async Task<ReleasedPackage> ReadAsync(string id, string version, CancellationToken cancellation)
    {
        if (!NuGetVersion.TryParse(version, out var parsed))
        {
            throw new IngotException(PackageDiagnostics.PackageNotFound.At(new SourceLocation(id), $"'{version}' is not a version: expected one such as 1.4.0. Correct it."));
        }

        using var file = await PackageArgument.FindReleaseAsync(ArgumentOf(id, parsed.ToNormalizedString()), Environment.CurrentDirectory, cancellation);
        return await ReleasedPackage.ReadAsync(file.Path, id, version, cancellation);
    }

    /// <summary>The versions of a package in the folders of the options, the newest first. Feeds are not asked.</summary>
    public IReadOnlyList<string> VersionsOf(string id) =>
    [
        .. options.Value.PackageFolders.SelectMany(f => VersionsIn(f, id)).Distinct().OrderDescending().Select(v => v.ToNormalizedString()),
    ];

    private string ArgumentOf(string id, string version) =>
        options.Value.PackageFolders.SelectMany(f => Places(f, id, version)).FirstOrDefault(File.Exists) ?? $"{id}@{version}";

    private static IEnumerable<NuGetVersion> VersionsIn(string folder, string id)
    {
        var names = Names(folder, $"{id}.*.nupkg").Select(f => f[(id.Length + 1)..^".nupkg".Length]);
        var hierarchy = Path.Combine(folder, id.ToLowerInvariant());
        return names.Concat(Directory.Exists(hierarchy) ? Directory.GetDirectories(hierarchy).Select(d => Path.GetFileName(d)) : [])
            .Select(n => NuGetVersion.TryParse(n, out var version) ? version : null)
            .OfType<NuGetVersion>();
    }

    private static IEnumerable<string> Names(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Select(f => Path.GetFileName(f))
        : [];

    private static IEnumerable<string> Places(string folder, string id, string version)
    {
        var (lowerId, lowerVersion) = (id.ToLowerInvariant(), version.ToLowerInvariant());
        yield return Path.Combine(folder, $"{id}.{version}.nupkg");
        yield return Path.Combine(folder, $"{lowerId}.{lowerVersion}.nupkg");
        yield return Path.Combine(folder, lowerId, lowerVersion, $"{lowerId}.{lowerVersion}.nupkg");
    }
}
