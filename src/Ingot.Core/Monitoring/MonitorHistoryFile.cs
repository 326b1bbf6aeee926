using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Monitoring;

/// <summary>A file of a history: how it is written, how it is called, and how it is read when it may be anybody's.</summary>
public static class MonitorHistoryFile
{
    /// <summary>The greatest number of bytes that are read of a file.</summary>
    public const int MostBytes = 1 << 20;

    private const int HashDigits = 16;

    // Small, since there is one a window for years: what is null is left out. Strict, since merges and other people's machines bring them.
    private static readonly JsonSerializerOptions Format = JsonFormat.With(o =>
    {
        o.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        o.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    });

    /// <summary>The file's content.</summary>
    public static string ToJson(MonitorHistoryEntry entry) => JsonSerializer.Serialize(entry, Format) + "\n";

    /// <summary>The file's name: the end of the window to the second, and 16 digits of the SHA-256 of its content, such as <c>20261129T000000Z-1f0c….json</c>.</summary>
    public static string NameOf(MonitorHistoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return NameOf(entry.Before, Encoding.UTF8.GetBytes(ToJson(entry)));
    }

    /// <summary>Whether a file may be one of a history, by its name.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        const int time = 16;
        return name.Length == time + 1 + HashDigits + ".json".Length && name[time] == '-' && name.EndsWith(".json", StringComparison.Ordinal)
            && name[..time].All(c => char.IsAsciiDigit(c) || c is 'T' or 'Z') && name.Substring(time + 1, HashDigits).All(char.IsAsciiHexDigitLower);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IngotException">INGOT9006: it is damaged, or is not what its name says; INGOT9020: a newer Ingot wrote it.</exception>
    public static MonitorHistoryEntry Read(string path)
    {
        var file = new FileInfo(path);
        if (file.Length > MostBytes)
        {
            throw JsonFormat.Damaged(path, new JsonException(FormattableString.Invariant($"It has {file.Length:N0} bytes, and a window leaves {MostBytes:N0} at most.")));
        }

        var bytes = File.ReadAllBytes(path);
        var entry = JsonFormat.Parse<MonitorHistoryEntry>(bytes, path, Format);
        return NameOf(entry.Before, bytes) != file.Name ? throw JsonFormat.Damaged(path, new JsonException("Its content is not the one that its name was made of: it was changed, or renamed."))
            : entry.Fault() is { } fault ? throw JsonFormat.Damaged(path, new JsonException($"{char.ToUpperInvariant(fault[0])}{fault[1..]}."))
            : entry;
    }

    // Git may have written other line ends.
    private static string NameOf(DateTimeOffset before, byte[] content) =>
        before.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        + $"-{Convert.ToHexStringLower(SHA256.HashData(Array.FindAll(content, b => b != (byte)'\r')))[..HashDigits]}.json";
}
