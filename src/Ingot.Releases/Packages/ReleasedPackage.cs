using Ingot.Core.Diagnostics;
using Ingot.Releases.Signing;
using NuGet.Versioning;

namespace Ingot.Releases.Packages;

/// <summary>A version that a channel may be given to: the package, and the signed statement that lies beside its file.</summary>
/// <param name="Package">The package.</param>
/// <param name="Envelope">The statement; null: there is none.</param>
public sealed record ReleasedPackage(ModelPackage Package, DsseEnvelope? Envelope)
{
    /// <summary>Reads a package's file, which must be of the version that was asked for.</summary>
    /// <param name="path">The <c>.nupkg</c> file.</param>
    /// <param name="id">The package's id.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT6020: it is another one. INGOT6021, INGOT6026: it or its statement cannot be used.</exception>
    public static async Task<ReleasedPackage> ReadAsync(string path, string? id, string? version, CancellationToken cancellation)
    {
        var package = ModelPackage.Read(path);
        var same = string.Equals(package.Id, id, StringComparison.OrdinalIgnoreCase)
            && NuGetVersion.TryParse(version, out var parsed) && package.Version == parsed.ToNormalizedString();
        return same
            ? new ReleasedPackage(package, DsseEnvelope.TryReadBeside(path))
            : throw new IngotException(PackageDiagnostics.PackageNotFound.At(
                new SourceLocation(path), $"The file is {package.Id} {package.Version}, not {id} {version}. Name the right file or version."));
    }
}
