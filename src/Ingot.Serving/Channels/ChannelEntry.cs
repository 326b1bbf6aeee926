namespace Ingot.Serving.Channels;

/// <summary>What a channel says of one model.</summary>
/// <param name="File">The channel file; null: a package that is served without a channel.</param>
/// <param name="Package">The package's id.</param>
/// <param name="Version">The version.</param>
/// <param name="ContentHash">The package's SHA-512 as NuGet has it, in base64; null: any.</param>
/// <param name="OnnxSha256">SHA-256 of the ONNX file, lower-case hexadecimal; null: any.</param>
internal sealed record ChannelEntry(string? File, string Package, string Version, string? ContentHash, string? OnnxSha256);
