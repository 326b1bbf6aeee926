using System.Security.Cryptography;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Packaging.Packages;
using NuGet.Packaging;

namespace Ingot.Packaging.Baselines;

/// <summary>
/// The model of a released package, read from the folder into which NuGet extracted it. A package is a stranger's: it is
/// only read, by names that are known beforehand, and none of its code runs.
/// </summary>
public sealed class PackagedModel
{
    private readonly BaselineSpec _package;
    private readonly SourceLocation _location;

    private PackagedModel(BaselineSpec package, SourceLocation location)
    {
        _package = package;
        _location = location;
        using var folder = new PackageFolderReader(package.Folder!);
        try
        {
            var content = new PackageContent(folder);
            Onnx = content.ReadModel();
            Schema = content.ReadSchema();
        }
        catch (InvalidDataException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>The ONNX file's bytes.</summary>
    public byte[] Onnx { get; }

    /// <summary>The schema that it was built with.</summary>
    public ModelSchema Schema { get; }

    /// <summary>SHA-256 of <see cref="Onnx"/>, lower-case hexadecimal.</summary>
    public string OnnxSha256 => Convert.ToHexStringLower(SHA256.HashData(Onnx));

    /// <summary>Reads the model.</summary>
    /// <param name="package">The package; it has a folder.</param>
    /// <param name="location">The place of diagnostics.</param>
    /// <exception cref="IngotException">INGOT3043: the package has no model, no schema, or damaged ones.</exception>
    public static PackagedModel Read(BaselineSpec package, SourceLocation location) => new(package, location);

    private IngotException Unusable(InvalidDataException e) => new(
        EvaluateDiagnostics.BaselineUnusable.At(
            _location,
            $"The package {_package.Package} {_package.Version} cannot be the baseline: {e.Message}. Name the version of a package that Ingot built; if it is one, delete the folder '{_package.Folder}' and restore again. See docs/diagnostics.md#ingot3043."),
        e);
}
