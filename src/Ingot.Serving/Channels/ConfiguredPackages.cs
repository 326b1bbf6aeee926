using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Serving.Models;
using NuGet.Versioning;

namespace Ingot.Serving.Channels;

/// <summary>The models of the packages that <see cref="PackageFiles"/> finds.</summary>
internal sealed class ConfiguredPackages(PackageFiles files) : IModelPackages
{
    public async Task<ModelArtifact?> FindAsync(string id, string version, CancellationToken cancellation)
    {
        var normalized = NuGetVersion.Parse(version).ToNormalizedString();
        using var file = await files.FindAsync(id, normalized, cancellation);
        return Read(file.Path, id, normalized);
    }

    /// <summary>Reads a package, which must be what its file's name says.</summary>
    private static ModelArtifact Read(string file, string id, string version)
    {
        var package = ModelPackage.Read(file);
        return package.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && package.Version.Equals(version, StringComparison.OrdinalIgnoreCase)
            ? ModelArtifact.Of(package)
            : throw new IngotException(ServeDiagnostics.OtherPackage.At(
                new SourceLocation(file),
                $"The package's file is named {id} {version}, but it is {package.Id} {package.Version}. Remove it, and publish the right one."));
    }
}
