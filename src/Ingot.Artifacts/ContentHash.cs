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

    /// <summary>The hash of a text in UTF-8 without a byte order mark.</summary>
    public static string OfText(string text)
    {
        using var sha = SHA256.Create();
        return ToHex(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string ToHex(byte[] hash)
    {
        var hex = new StringBuilder(hash.Length * 2);
        foreach (var b in hash)
        {
            hex.Append("0123456789abcdef"[b >> 4]).Append("0123456789abcdef"[b & 15]);
        }

        return hex.ToString();
    }
}
