using System.Security.Cryptography;
using System.Text;

namespace Ingot.Artifacts;

/// <summary>SHA-256 of content, as lower-case hexadecimal: the identity of every file that Ingot reads or makes.</summary>
public static class ContentHash
{
    private const int BufferSize = 1 << 16;

    /// <summary>The hash of a file's bytes.</summary>
    public static string OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        using var sha = SHA256.Create();
        return ToHex(sha.ComputeHash(stream));
    }

    /// <summary>
    /// The hash of a text file as it would be with line feeds alone at the ends of its lines: version control may have written carriage returns
    /// too, on Windows.
    /// </summary>
    public static string OfTextFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        using var sha = SHA256.Create();
        var (read, kept) = (new byte[BufferSize], new byte[BufferSize + 1]);
        var carriageReturn = false;
        while (stream.Read(read, 0, read.Length) is > 0 and var count)
        {
            var length = 0;
            for (var i = 0; i < count; i++)
            {
                if (carriageReturn && read[i] != '\n')
                {
                    kept[length++] = (byte)'\r';
                }

                carriageReturn = read[i] == '\r';
                if (!carriageReturn)
                {
                    kept[length++] = read[i];
                }
            }

            sha.TransformBlock(kept, 0, length, kept, 0);
        }

        sha.TransformFinalBlock([(byte)'\r'], 0, carriageReturn ? 1 : 0);
        return ToHex(sha.Hash);
    }

    /// <summary>The hash of a text in UTF-8 without a byte order mark.</summary>
    public static string OfText(string text)
    {
        using var sha = SHA256.Create();
        return ToHex(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    internal static string ToHex(byte[] hash)
    {
        var hex = new StringBuilder(hash.Length * 2);
        foreach (var b in hash)
        {
            hex.Append("0123456789abcdef"[b >> 4]).Append("0123456789abcdef"[b & 15]);
        }

        return hex.ToString();
    }
}
