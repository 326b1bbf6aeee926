namespace Ingot.Artifacts;

/// <summary>
/// A <see cref="FileLock"/> whose file is there only while somebody holds it, for folders that people look into or commit. A holder that is killed leaves it
/// behind, without effect.
/// </summary>
public sealed class PassingLock : IDisposable
{
    private readonly string _path;
    private readonly FileStream _held;

    private PassingLock(string path, FileStream held)
    {
        _path = path;
        _held = held;
    }

    /// <summary>Waits for the lock; null when <paramref name="isOver"/> says so.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="isOver">Whether waiting is over; asked before each try.</param>
    /// <exception cref="IOException">The file cannot be made or opened: waiting does not help against that.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, by permissions.</exception>
    public static PassingLock? Acquire(string path, Func<bool> isOver)
    {
        // Windows deletes it itself, with the last handle: no other can be opened before.
        var options = UnixFiles.IsUnix ? FileOptions.None : FileOptions.DeleteOnClose;
        while (true)
        {
#pragma warning disable CA2000 // The lock disposes it, or the next lines do.
            var stream = FileLock.Acquire(path, isOver, options);
#pragma warning restore CA2000
            if (stream is null)
            {
                return null;
            }

            if (!UnixFiles.IsUnix || IsStillAt(path, stream))
            {
                return new PassingLock(path, stream);
            }

            stream.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (UnixFiles.IsUnix && UnixFiles.StateOf(_held.SafeFileHandle) is not null)
        {
            try
            {
                File.Delete(_path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its folder is gone or can no longer be written. Left behind it holds nobody up.
            }
        }

        _held.Dispose();
    }

    // The holder before may have deleted the file between its being opened and its being locked: then the next one would lock another file of
    // this name, beside this one. Where the system does not tell files apart, nothing is deleted.
    private static bool IsStillAt(string path, FileStream stream) =>
        UnixFiles.StateOf(stream.SafeFileHandle) is not { } own || UnixFiles.StateOf(path)?.Number == own.Number;
}
