using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;

namespace Ingot.Serving.Channels;

/// <summary>What is asked for of one model, by a channel or by name.</summary>
/// <param name="File">The channel file; null: a package that is served without a channel.</param>
/// <param name="Package">The package's id.</param>
/// <param name="Version">The version; null: none holds the channel.</param>
/// <param name="ContentHash">The package's SHA-512 as NuGet has it, in base64; null: any.</param>
/// <param name="OnnxSha256">SHA-256 of the ONNX file, lower-case hexadecimal; null: any.</param>
internal sealed record ChannelEntry(string? File, string Package, string? Version, string? ContentHash, string? OnnxSha256)
{
    /// <summary>A package without a channel, as <c>Id@version</c>.</summary>
    public static ChannelEntry Named(string package)
    {
        var at = package.LastIndexOf('@');
        return new ChannelEntry(null, package[..at], package[(at + 1)..], null, null);
    }

    /// <summary>Reads a channel file.</summary>
    /// <exception cref="IngotException">INGOT6030: the file is damaged.</exception>
    public static ChannelEntry Read(string file)
    {
        var state = ChannelFile.Read(file);
        return new ChannelEntry(file, state.Package, state.Current?.Version, state.Current?.ContentHash, state.Current?.OnnxSha256);
    }
}
