using System.Buffers.Binary;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Whether a file that is compressed with gzip is whole: one that was cut off just ends when .NET unpacks it, without a word.</summary>
internal static class GzipFile
{
    private const int Block = 1 << 16;
    private const int EndLength = 8;

    /// <summary>Unpacks the file once, up to what is reasonable, and compares with what its end says (RFC 1952).</summary>
    /// <param name="source">The file.</param>
    /// <param name="most">How many bytes are unpacked at most.</param>
    /// <exception cref="IngotException">INGOT1004: it is damaged.</exception>
    public static void Check(DataSource source, long most)
    {
        try
        {
            Span<byte> end = stackalloc byte[EndLength];
            using (var file = File.OpenRead(source.Path))
            {
                file.Position = Math.Max(0, file.Length - EndLength);
                file.ReadAtLeast(end, EndLength, throwOnEndOfStream: false);
            }

            var sum = BinaryPrimitives.ReadUInt32LittleEndian(end);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(end[4..]);
            var unpacked = Unpack(source.Path, 0, most, null);

            // A file may have several parts; its end speaks of the last one.
            if (unpacked <= most && length != (uint)unpacked && (length > unpacked || SumOf(source.Path, unpacked - length) != sum))
            {
                throw new InvalidDataException("The end of the file is missing.");
            }
        }
        catch (InvalidDataException e)
        {
            throw TextHead.Damaged(source, e);
        }
    }

    private static uint SumOf(string path, long from)
    {
        var sum = uint.MaxValue;
        Unpack(path, from, long.MaxValue, bytes =>
        {
            foreach (var value in bytes)
            {
                sum ^= value;
                for (var bit = 0; bit < 8; bit++)
                {
                    sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
                }
            }
        });
        return ~sum;
    }

    /// <summary>Hands on what stands from a place on, and returns how many bytes there are; more than the most means that there may be more.</summary>
    private static long Unpack(string path, long from, long most, Action<ReadOnlySpan<byte>>? take)
    {
        using var stream = TextHead.Open(path, out _);
        var buffer = new byte[Block];
        var at = 0L;
        while (at <= most && stream.Read(buffer) is > 0 and var read)
        {
            var skip = (int)Math.Clamp(from - at, 0, read);
            take?.Invoke(buffer.AsSpan(skip, read - skip));
            at += read;
        }

        return at;
    }
}
