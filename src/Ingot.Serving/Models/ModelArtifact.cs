using Ingot.Core.Schemas;
using Ingot.Releases.Packages;
using Ingot.Releases.Validation;

namespace Ingot.Serving.Models;

/// <summary>What a package gives to serve.</summary>
/// <param name="Id">The package's id, which is the model's name in requests.</param>
/// <param name="Version">The normalised version, such as <c>1.4.0</c>.</param>
/// <param name="ContentHash">The package's SHA-512 as NuGet has it, in base64.</param>
/// <param name="OnnxSha256">SHA-256 of the ONNX file, lower-case hexadecimal.</param>
/// <param name="Onnx">The ONNX file.</param>
/// <param name="Schema">Its inputs and classes.</param>
/// <param name="Golden">Rows with the answers that the model gave when it was tested: it must give them here too. Null: there are none.</param>
public sealed record ModelArtifact(string Id, string Version, string ContentHash, string OnnxSha256, byte[] Onnx, ModelSchema Schema, GoldenFile? Golden = null)
{
    /// <summary>The model of a package.</summary>
    public static ModelArtifact Of(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new(package.Id, package.Version, package.ContentHash, package.OnnxSha256, package.Onnx, package.Schema, package.Golden);
    }
}
