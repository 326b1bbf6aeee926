namespace Ingot.Artifacts;

/// <summary>A file that one process at a time holds open. The system frees it when its holder dies.</summary>
public static class FileLock
{
    private const int PauseMilliseconds = 50;
    private const int TriesOfGoing = 20;

    // EWOULDBLOCK, which the runtime passes on: 11 on Linux and 35 on macOS.
    private static readonly int[] WouldBlock = [11, 35];

    /// <summary>Waits for the lock; null when <paramref name="isOver"/> says so.</summary>
    /// <param name="path">The file; made when it does not exist, its folder must.</param>
    /// <param name="isOver">Whether waiting is over.</param>
    /// <param name="options">How the file is opened.</param>
    /// <exception cref="IOException">The file cannot be made or opened: waiting does not help against that.</exception>
    public static FileStream? Acquire(string path, Func<bool> isOver, FileOptions options = FileOptions.None)
    {
        var tries = TriesOfGoing;
        while (!isOver())
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);
            }
            catch (Exception e) when (SharedFiles.IsHeldElsewhere(e) || WouldBlock.Contains(e.HResult) || (IsGoing(options) && e is UnauthorizedAccessException && tries-- > 0))
            {
                // No system tells when a file is free again on all platforms: ask once more in a while.
                Thread.Sleep(PauseMilliseconds);
            }
        }

        return null;
    }

    // A file that Windows is about to delete with its last handle refuses everybody for a moment, as if by its permissions.
    private static bool IsGoing(FileOptions options) => (options & FileOptions.DeleteOnClose) != 0 && !UnixFiles.IsUnix;
}
