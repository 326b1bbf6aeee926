using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;

namespace Ingot.Serving.Channels;

/// <summary>What production is compared with, out of the packages that are served.</summary>
public sealed class ServedReferences
{
    private readonly PackageFiles _packages;

    internal ServedReferences(PackageFiles packages) => _packages = packages;

    /// <summary>Writes what a version's package carries into a folder (<see cref="PackagedReference.TryExtract"/>).</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="version">The version as NuGet normalises it.</param>
    /// <param name="contentHash">The hash of the package that is served.</param>
    /// <param name="folder">The folder; it is made.</param>
    /// <param name="cancellation">Stops looking for the package.</param>
    /// <returns>False when the package carries none.</returns>
    /// <exception cref="IngotException">INGOT6020, INGOT6021: the package cannot be found any more, or is another one.</exception>
    public async Task<bool> TryExtractAsync(string package, string version, string contentHash, string folder, CancellationToken cancellation)
    {
        using var file = await _packages.FindAsync(package, version, cancellation);
        return PackagedReference.TryExtract(file.Path, contentHash, folder);
    }
}
