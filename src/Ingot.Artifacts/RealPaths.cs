using System.Reflection;

namespace Ingot.Artifacts;

/// <summary>
/// Where symbolic links lead. Sizes and times that the file system gives of a link are the link's own, which stay when the file behind
/// it changes: what is recorded is of the file. Each folder is asked once.
/// </summary>
public sealed class RealPaths
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    // .NET has it since 6; netstandard2.0 does not know it, and .NET Framework does not have it.
    private static readonly Func<FileSystemInfo, bool, FileSystemInfo?>? ResolveLinkTarget = Find();

    private readonly Dictionary<string, string?> _real = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>The links that were met so far, each with what it leads to at last; empty: to nothing.</summary>
    public IReadOnlyDictionary<string, string> Links => _links;

    /// <summary>The path without links, whether something is there or not; null when its links lead in a circle.</summary>
    /// <param name="path">Full path.</param>
    public string? Of(string path) => Of(path, MostLinks);

    /// <summary>What stands at a path, with the state of what a link leads to; null when its links lead in a circle. It need not exist.</summary>
    /// <param name="path">Full path.</param>
    public FileInfo? EntryAt(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder)
        {
            return new FileInfo(path);
        }

        // Most are no links: then the file system is asked once.
        var entry = Of(folder) is { } real ? new FileInfo(Path.Combine(real, Path.GetFileName(path))) : null;
        return entry is null || !IsLink(entry) ? entry : Of(path) is { } target ? new FileInfo(target) : null;
    }

    /// <summary>Whether it is a link that this .NET cannot follow: then nobody knows whether what is behind it changed.</summary>
    /// <param name="entry">What is there.</param>
    public static bool IsUnknown(FileSystemInfo entry) => ResolveLinkTarget is null && IsLink(entry);

    private string? Of(string path, int left)
    {
        if (_real.TryGetValue(path, out var known))
        {
            return known;
        }

        if (Path.GetDirectoryName(path) is not { } folder)
        {
            return path;
        }

        var real = Of(folder, left) is { } realFolder ? Follow(Path.Combine(realFolder, Path.GetFileName(path)), left) : null;
        if (real is not null || left == MostLinks)
        {
            _real[path] = real;
        }

        return real;
    }

    private string? Follow(string path, int left)
    {
        if (Target(path) is not { } target)
        {
            return path;
        }

        var real = left == 0 ? null : Of(target, left - 1);
        _links[path] = real ?? string.Empty;
        return real;
    }

    private static string? Target(string path)
    {
        // Of a folder too: either kind of object tells of what is there.
        var entry = new FileInfo(path);
        return IsLink(entry) ? ResolveLinkTarget?.Invoke(entry, false)?.FullName : null;
    }

    private static bool IsLink(FileSystemInfo entry) => (int)entry.Attributes != -1 && (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static Func<FileSystemInfo, bool, FileSystemInfo?>? Find()
    {
        var method = typeof(FileSystemInfo).GetMethod("ResolveLinkTarget", BindingFlags.Public | BindingFlags.Instance, null, [typeof(bool)], null);
        return method is null ? null : (Func<FileSystemInfo, bool, FileSystemInfo?>)method.CreateDelegate(typeof(Func<FileSystemInfo, bool, FileSystemInfo?>));
    }
}
