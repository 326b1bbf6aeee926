using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Channels;

/// <summary>
/// The folder of all channels, <c>models/channels</c>: <c>&lt;channel&gt;/&lt;PackageId&gt;.json</c>, approvals that wait in
/// <c>&lt;channel&gt;/approvals/</c>, public keys in <c>keys/</c>, and <c>policy.json</c>.
/// </summary>
/// <param name="Path">The folder.</param>
public sealed record ChannelFolder(string Path)
{
    private const string KeysName = "keys";

    /// <summary>The folder of the public keys.</summary>
    public string Keys => System.IO.Path.Combine(Path, KeysName);

    /// <summary>The policy's file.</summary>
    public string Policy => System.IO.Path.Combine(Path, "policy.json");

    /// <summary>Whether a text can be a channel's name: lower-case letters, digits and hyphens, beginning with a letter, 40 at most; not <c>keys</c>.</summary>
    public static bool IsChannel(string text) =>
        text.Length is > 0 and <= 40 && char.IsAsciiLetterLower(text[0]) && text != KeysName
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The file of a channel of a package.</summary>
    public string FileOf(string channel, string package) => System.IO.Path.Combine(Path, channel, package + ".json");

    /// <summary>The folder of the approvals that wait for a promotion to a channel.</summary>
    public string ApprovalsOf(string channel) => System.IO.Path.Combine(Path, channel, "approvals");

    /// <summary>A channel of a package; an empty one when it has no file.</summary>
    /// <exception cref="IngotException">INGOT6030: the file is damaged.</exception>
    public ChannelState Read(string channel, string package)
    {
        var file = FileOf(channel, package);
        return File.Exists(file) ? ChannelFile.Read(file) : ChannelState.Empty(package, channel);
    }

    /// <summary>The files of all channels of all packages, in ordinal order.</summary>
    public IReadOnlyList<string> Files() => Directory.Exists(Path)
        ? [.. Directory.GetDirectories(Path).Where(d => IsChannel(System.IO.Path.GetFileName(d))).SelectMany(d => Directory.GetFiles(d, "*.json")).Order(StringComparer.Ordinal)]
        : [];
}
