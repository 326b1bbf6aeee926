using System.Buffers.Binary;
using System.IO.Hashing;

namespace Ingot.Monitoring.Journals;

/// <summary>
/// A record of a journal: four bytes that say what it is, the length and the CRC-32 of what follows (both little-endian),
/// then the content. What a killed process leaves behind is read up to its last whole record.
/// </summary>
internal static class JournalRecord
{
    /// <summary>The longest content. A length beyond it is not a length.</summary>
    public const int MaxLength = 1 << 30;

    private const int HeaderLength = 12;

    private static ReadOnlySpan<byte> Magic => "IGJ1"u8;

    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        var record = new byte[HeaderLength + content.Length];
        Magic.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32.HashToUInt32(content));
        content.CopyTo(record.AsSpan(HeaderLength));
        return record;
    }

    /// <summary>The contents of all whole records up to the first that is not; only one is in memory at a time.</summary>
    public static IEnumerable<byte[]> ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        while (Read(file) is { } content)
        {
            yield return content;
        }
    }

    private static byte[]? Read(FileStream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith(Magic))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (length is < 0 or > MaxLength || length > file.Length - file.Position)
        {
            return null;
        }

        var content = new byte[length];
        file.ReadExactly(content);
        return Crc32.HashToUInt32(content) == BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) ? content : null;
    }
}
