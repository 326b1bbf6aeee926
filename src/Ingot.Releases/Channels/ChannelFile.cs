using System.Text;
using System.Text.Json;
using Ingot.Artifacts;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using NuGet.Packaging;
using NuGet.Versioning;

namespace Ingot.Releases.Channels;

/// <summary>Reads and writes channel files. They are committed, so that git has who changed what, and a pull request can approve it.</summary>
public static class ChannelFile
{
    private const int MaxBytes = 16 << 20;
    private const int Sha512Bytes = 64;

    /// <summary>Reads a channel.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IngotException">INGOT6030: the file is damaged or contradicts itself.</exception>
    public static ChannelState Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw Damaged(path, 0, $"it has more than the {MaxBytes} bytes that are read");
        }

        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads a channel from a file's text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT6030: the file is damaged or contradicts itself. INGOT9020: a newer Ingot wrote it.</exception>
    public static ChannelState Parse(string json, string path)
    {
        ChannelState state;
        try
        {
            FormatCheck.RequireKnown(Encoding.UTF8.GetBytes(json), path);
            state = StrictJson.Read<ChannelState>(json);
        }
        catch (JsonException e)
        {
            throw Damaged(path, JsonFormat.LineOf(e), e.Message.TrimEnd('.'), e);
        }

        return FaultOf(state, path) is { } fault ? throw Damaged(path, 0, fault) : state;
    }

    /// <summary>The channel as JSON.</summary>
    public static string ToJson(ChannelState state) => StrictJson.Write(state) + "\n";

    /// <summary>Writes a channel; the file is either the old or the new one, never a part.</summary>
    public static void Write(string path, ChannelState state) => AtomicFile.WriteShared(path, ToJson(state));

    private static string? FaultOf(ChannelState state, string path)
    {
        var releases = state.Releases;
        return !PackageIdValidator.IsValidPackageId(state.Package) || Path.GetFileNameWithoutExtension(path) != state.Package
            ? $"it is named {Path.GetFileName(path)}, but describes the package '{state.Package}'"
            : !ChannelFolder.IsChannel(state.Channel) || Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) != state.Channel
            ? $"it is in the folder of a channel other than '{state.Channel}'"
            : releases.Select(FaultOf).FirstOrDefault(f => f is not null)
            ?? (releases.Zip(releases.Skip(1)).Any(p => p.First.Revision <= p.Second.Revision) || releases.Any(r => r.Revision < 1 || r.Revision > state.Revision)
                ? "its revisions do not descend"
                : state.Retired.Any(r => !IsVersion(r.Version))
                ? "what is retired is not a version"
                : state.Current is { } current && state.IsRetired(current.Version)
                ? $"the version {current.Version} holds the channel and is retired"
                : null);
    }

    private static string? FaultOf(ChannelRelease release)
    {
        var hash = new byte[Sha512Bytes + 1];
        return !IsVersion(release.Version) ? $"'{release.Version}' is not a version"
            : !Convert.TryFromBase64String(release.ContentHash, hash, out var length) || length != Sha512Bytes ? $"the content hash of {release.Version} is not a SHA-512 in base64"
            : release.OnnxSha256.Length != 64 || !release.OnnxSha256.All(char.IsAsciiHexDigitLower) ? $"the hash of the ONNX file of {release.Version} is not a SHA-256"
            : null;
    }

    private static bool IsVersion(string text) => NuGetVersion.TryParse(text, out var version) && version.ToNormalizedString() == text;

    private static IngotException Damaged(string path, int line, string what, Exception? inner = null) => new(
        PackageDiagnostics.DamagedChannel.At(
            line > 0 ? new SourceLocation(path, line, 1) : new SourceLocation(path),
            $"The channel file cannot be used: {what}. Restore it from version control; change channels with 'dotnet ingot promote', 'rollback' and 'retire' only."),
        inner);
}
