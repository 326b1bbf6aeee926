namespace Ingot.Artifacts;

/// <summary>Files that only their owner may read. They appear whole or not at all, also when the disk is full or the machine stops.</summary>
public static class SecretFile
{
    /// <summary>
    /// Writes a secret to a file of a new name: under a temporary one first, as far as the disk, then renamed. On Linux and macOS only its owner may read
    /// it, from its first moment; on Windows its folder says who may.
    /// </summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="content">The secret.</param>
    /// <exception cref="IOException">There is such a file already (and it stays as it is), or the file system refused (and nothing is left behind).</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static void Create(string path, byte[] content) => Create(path, stream => stream.Write(content, 0, content.Length));

    /// <summary>The same by who writes: what fails half-way leaves nothing behind.</summary>
    internal static void Create(string path, Action<Stream> write)
    {
        var temporary = string.Empty;
        try
        {
            using (var stream = Make(path + AtomicFile.Mark, out temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            // Not over a file that somebody else made in between: of two, one wins.
            SharedFiles.Patiently(() => File.Move(temporary, path));
        }
        finally
        {
            if (temporary.Length > 0)
            {
                File.Delete(temporary);
            }
        }

        AtomicFile.RemoveAbandoned(path);
    }

    private static FileStream Make(string start, out string path)
    {
        if (UnixFiles.IsUnix)
        {
            return UnixFiles.MakeOwnFile(start, out path);
        }

        path = start + Guid.NewGuid().ToString("N");
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }
}
