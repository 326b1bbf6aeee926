using System.Text.Json;
using Ingot.Core;

namespace Ingot.Onnx.Continued;

/// <summary>A release that a model continues from.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="OnnxSha256">SHA-256 of its ONNX file, lower-case hexadecimal.</param>
/// <param name="Trees">Trees that were learned for it, without those of releases that it continues from itself; those without a split do not count.</param>
public sealed record ReleasedPart(string Package, string Version, string OnnxSha256, int Trees)
{
    /// <summary>How it stands in the metadata of a file: on one line.</summary>
    internal static JsonSerializerOptions Format { get; } = JsonFormat.With(o => o.WriteIndented = false);
}
