using Ingot.Core.Schemas;

namespace Ingot.Serving.Models;

/// <summary>What a package gives to serve.</summary>
/// <param name="Id">The package's id, which is the model's name in requests.</param>
/// <param name="Version">The normalised version, such as <c>1.4.0</c>.</param>
/// <param name="ContentHash">The package's SHA-512 as NuGet has it, in base64.</param>
/// <param name="OnnxSha256">SHA-256 of the ONNX file, lower-case hexadecimal.</param>
/// <param name="Onnx">The ONNX file.</param>
/// <param name="Schema">Its inputs and classes.</param>
public sealed record ModelArtifact(string Id, string Version, string ContentHash, string OnnxSha256, byte[] Onnx, ModelSchema Schema);
