using Ingot.Core.Diagnostics;
using Ingot.Packaging.Feeds;
using Ingot.Packaging.Packages;
using Ingot.Serving.Models;
using Microsoft.Extensions.Options;
using NuGet.Versioning;

namespace Ingot.Serving.Channels;

/// <summary>
/// Packages as <c>.nupkg</c> files in the folders of the options, flat or as NuGet lays them out; then among the packages that were
/// restored on this machine, and on the feeds that nuget.config configures for the current folder.
/// </summary>
internal sealed class ConfiguredPackages(IOptions<ServingOptions> options) : IModelPackages
{
    public async Task<ModelArtifact?> FindAsync(string id, string version, CancellationToken cancellation)
    {
        var normalized = NuGetVersion.Parse(version).ToNormalizedString();
        if (options.Value.PackageFolders.SelectMany(f => Places(f, id, normalized)).FirstOrDefault(File.Exists) is { } file)
        {
            return Read(file, id, normalized);
        }

        using var package = await PackageArgument.FindAsync($"{id}@{normalized}", Environment.CurrentDirectory, cancellation);
        return Read(package.Path, id, normalized);
    }

    private static IEnumerable<string> Places(string folder, string id, string version)
    {
        var (lowerId, lowerVersion) = (id.ToLowerInvariant(), version.ToLowerInvariant());
        yield return Path.Combine(folder, $"{id}.{version}.nupkg");
        yield return Path.Combine(folder, $"{lowerId}.{lowerVersion}.nupkg");
        yield return Path.Combine(folder, lowerId, lowerVersion, $"{lowerId}.{lowerVersion}.nupkg");
    }

    /// <summary>Reads a package, which must be what its file's name says.</summary>
    private static ModelArtifact Read(string file, string id, string version)
    {
        var package = ModelPackage.Read(file);
        return package.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && package.Version.Equals(version, StringComparison.OrdinalIgnoreCase)
            ? ModelArtifact.Of(package)
            : throw new IngotException(ServeDiagnostics.OtherPackage.At(
                new SourceLocation(file),
                $"The package's file is named as {id} {version}, and is {package.Id} {package.Version}. Remove it, and publish the right one. See docs/diagnostics.md#ingot7003."));
    }
}
