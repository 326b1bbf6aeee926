using System.Text.Json;
using Ingot.Core.Diagnostics;

namespace Ingot.Serving.Channels;

/// <summary>The files of one channel: <c>&lt;channels&gt;/&lt;channel&gt;/&lt;package id&gt;.json</c>.</summary>
/// <param name="folder">The folder of all channels.</param>
/// <param name="channel">The channel.</param>
internal sealed class ChannelFolder(string folder, string channel)
{
    private const long MaxBytes = 16L << 20;

    public string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, channel));

    /// <summary>The channel's files, by name; empty when there is no folder.</summary>
    public IReadOnlyList<string> Files() => Directory.Exists(Path) ? [.. Directory.GetFiles(Path, "*.json").Order(StringComparer.Ordinal)] : [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="IngotException">INGOT7006: it is no channel file.</exception>
    public static ChannelEntry Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
            {
                throw Damaged(file, 0, $"it is larger than {MaxBytes >> 20} MiB");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            string Member(string name) =>
                document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
                    ? text
                    : throw Damaged(file, 0, $"it has no text '{name}'");
            return new ChannelEntry(file, Member("package"), Member("version"), Member("contentHash"), Member("onnxSha256"));
        }
        catch (JsonException e)
        {
            throw Damaged(file, (int)(e.LineNumber ?? 0) + 1, $"{e.Message.TrimEnd('.')}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Damaged(file, 0, $"{e.Message.TrimEnd('.')}", e);
        }
    }

    private static IngotException Damaged(string file, int line, FormattableString what, Exception? inner = null) => new(
        ServeDiagnostics.DamagedChannel.At(
            new SourceLocation(file, line, line > 0 ? 1 : 0),
            $"The channel file cannot be read: {FormattableString.Invariant(what)}. Restore it from version control, or promote again; what served before goes on serving. See docs/diagnostics.md#ingot7006."),
        inner);
}
