using System.Text;

namespace Ingot.Artifacts;

/// <summary>The pointer that Git LFS leaves in place of a file that was not fetched (its specification, version 1): it names the content's hash.</summary>
public static class LargeFilePointer
{
    private const int MaxLength = 1024;
    private const int HashLength = 64;
    private const string Oid = "\noid sha256:";
    private static readonly byte[] Start = Encoding.ASCII.GetBytes("version https://git-lfs");

    /// <summary>The content hash that a pointer names; null when the file is not a pointer.</summary>
    /// <param name="path">The file; it exists.</param>
    public static string? TryReadHash(string path)
    {
        byte[] bytes;
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            // Of the open file, not of a link to it.
            if (stream.Length > MaxLength || stream.Length < Start.Length)
            {
                return null;
            }

            bytes = new byte[stream.Length];
            var read = 0;
            while (read < bytes.Length && stream.Read(bytes, read, bytes.Length - read) is > 0 and var more)
            {
                read += more;
            }
        }

        if (!bytes.Take(Start.Length).SequenceEqual(Start))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        var at = text.IndexOf(Oid, StringComparison.Ordinal);
        return at >= 0 && text.Length >= at + Oid.Length + HashLength ? text.Substring(at + Oid.Length, HashLength) : null;
    }
}
