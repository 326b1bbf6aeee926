namespace Ingot.Artifacts;

/// <summary>Sizes and times of files, asked of the file system once each: many projects depend on the same ones.</summary>
public sealed class FileStates
{
    private readonly Dictionary<string, (long Size, long Modified)?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long?> _folders = new(StringComparer.Ordinal);

    /// <summary>A file's size and its time of change in ticks of UTC; null when there is no such file.</summary>
    /// <param name="path">Full path.</param>
    public (long Size, long Modified)? OfFile(string path)
    {
        if (!_files.TryGetValue(path, out var state))
        {
            var file = new FileInfo(path);
            _files[path] = state = file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : null;
        }

        return state;
    }

    /// <summary>The time at which an entry of a folder was last added or removed, in ticks of UTC; null when there is no such folder.</summary>
    /// <param name="path">Full path.</param>
    public long? OfFolder(string path)
    {
        if (!_folders.TryGetValue(path, out var state))
        {
            var folder = new DirectoryInfo(path);
            _folders[path] = state = folder.Exists ? folder.LastWriteTimeUtc.Ticks : null;
        }

        return state;
    }
}
