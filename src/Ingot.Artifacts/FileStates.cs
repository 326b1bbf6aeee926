namespace Ingot.Artifacts;

/// <summary>Sizes, times and numbers of files, asked of the file system once each: many projects depend on the same ones. Of a link they are those of what it leads to.</summary>
public sealed class FileStates
{
    private readonly Dictionary<string, FileState?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long?> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _free = new(StringComparer.Ordinal);
    private readonly RealPaths _paths = new();

    /// <summary>The links on the way to what was asked for so far, each with what it leads to at last; empty: to nothing.</summary>
    public IReadOnlyDictionary<string, string> Links => _paths.Links;

    /// <summary>By what a file is known; null when there is no such file, or only a link that leads to none.</summary>
    /// <param name="path">Full path.</param>
    public FileState? OfFile(string path)
    {
        if (!_files.TryGetValue(path, out var state))
        {
            // The links on the way are asked for in any case: they are recorded.
            var folder = Path.GetDirectoryName(path);
            _files[path] = state = folder is not null && _paths.Of(folder) is not null && UnixFiles.PlainStateOf(path) is { } plain ? plain
                : _paths.EntryAt(path) is { Exists: true } file ? StateOf(file) : null;
        }

        return state;
    }

    /// <summary>Whether nothing is at a path: no file, no folder, nor a link that leads to one.</summary>
    /// <param name="path">Full path.</param>
    public bool IsFree(string path)
    {
        if (!_free.TryGetValue(path, out var isFree))
        {
            _free[path] = isFree = _paths.EntryAt(path) is not { } entry || (int)entry.Attributes == -1;
        }

        return isFree;
    }

    /// <summary>The time at which an entry of a folder was last added or removed, in ticks of UTC; null when there is no such folder.</summary>
    /// <param name="path">Full path.</param>
    public long? OfFolder(string path)
    {
        if (!_folders.TryGetValue(path, out var state))
        {
            _folders[path] = state = _paths.Of(path) is { } real && new DirectoryInfo(real) is { Exists: true } folder ? Modified(folder) : null;
        }

        return state;
    }

    /// <summary>Where a path leads without links; null when they lead in a circle.</summary>
    /// <param name="path">Full path.</param>
    public string? RealPathOf(string path) => _paths.Of(path);

    /// <summary>What a link leads to now; empty: to nothing, or it is no link any more.</summary>
    /// <param name="link">Its path, which has no link before it.</param>
    public string TargetOf(string link)
    {
        _paths.Of(link);
        return _paths.Links.TryGetValue(link, out var target) ? target : string.Empty;
    }

    private static FileState StateOf(FileInfo file)
    {
        if (!UnixFiles.IsUnix)
        {
            var (changed, number) = WindowsFiles.ChangeOf(file.FullName);
            return new FileState(file.Length, Modified(file), changed, number);
        }

        var state = UnixFiles.StateOf(file.FullName);
        return new FileState(file.Length, Modified(file), state?.Changed ?? 0, state?.Number ?? 0);
    }

    // Behind a link that cannot be followed anything may have changed at any time.
    private static long Modified(FileSystemInfo entry) => RealPaths.IsUnknown(entry) ? DateTime.UtcNow.Ticks : entry.LastWriteTimeUtc.Ticks;
}
