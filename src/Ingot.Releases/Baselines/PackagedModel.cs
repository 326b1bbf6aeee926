using System.Security.Cryptography;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Releases.Comparison;
using Ingot.Releases.Packages;
using NuGet.Packaging;

namespace Ingot.Releases.Baselines;
using Ingot.Artifacts.Stages;

/// <summary>
/// The model of a released package, read from the folder into which NuGet extracted it. A package is a stranger's: it is
/// only read, by names that are known beforehand, and none of its code runs.
/// </summary>
public sealed class PackagedModel
{
    private PackagedModel(PackageContent content)
    {
        Onnx = content.ReadModel();
        Schema = content.ReadSchema();
        Metrics = content.TryReadEvidence(ExportFiles.Metrics.Pattern, MetricsFile.Parse);
    }

    /// <summary>The ONNX file's bytes.</summary>
    public byte[] Onnx { get; }

    /// <summary>The schema that it was built with.</summary>
    public ModelSchema Schema { get; }

    /// <summary>What it was worth when it was released; null when the package does not say.</summary>
    public MetricsReport? Metrics { get; }

    /// <summary>SHA-256 of <see cref="Onnx"/>, lower-case hexadecimal.</summary>
    public string OnnxSha256 => Convert.ToHexStringLower(SHA256.HashData(Onnx));

    /// <summary>Reads the model.</summary>
    /// <param name="package">The package; it has a folder.</param>
    /// <param name="location">The place of diagnostics.</param>
    /// <exception cref="IngotException">INGOT3043: the package has no model, no schema, or damaged ones.</exception>
    public static PackagedModel Read(BaselineSpec package, SourceLocation location) => Read(package, location, c => new PackagedModel(c));

    /// <summary>Reads what two versions are compared by.</summary>
    /// <param name="package">The package; it has a folder.</param>
    /// <param name="location">The place of diagnostics.</param>
    /// <exception cref="IngotException">INGOT3043: the package has no schema or no metrics, or damaged ones.</exception>
    public static PackageEvidence ReadEvidence(BaselineSpec package, SourceLocation location) => Read(
        package, location, c => new PackageEvidence(package.Package, package.Version!, c.ReadSchema(), c.ReadEvidence(ExportFiles.Metrics.Pattern, MetricsFile.Parse)));

    private static T Read<T>(BaselineSpec package, SourceLocation location, Func<PackageContent, T> read)
    {
        using var folder = new PackageFolderReader(package.Folder!);
        try
        {
            return read(new PackageContent(folder));
        }
        catch (InvalidDataException e)
        {
            throw PackageContent.TryRefuseNewer(e, location, $"the package {package.Package} {package.Version}") ?? new IngotException(
                EvaluateDiagnostics.BaselineUnusable.At(
                    location,
                    $"The package {package.Package} {package.Version} cannot be the baseline: {e.Message}. Name the version of a package that Ingot built; if it is one, delete the folder '{package.Folder}' and restore again."),
                e);
        }
    }
}
