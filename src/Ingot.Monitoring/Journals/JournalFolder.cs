using System.Globalization;
using Ingot.Artifacts;

namespace Ingot.Monitoring.Journals;

/// <summary>
/// The folder of journals that are not yet stored. Each writer has a name of its own and holds a lock file while it
/// lives; journals whose writer holds no lock any more are left over, and whoever gets the lock may finish them.
/// </summary>
internal sealed class JournalFolder : IDisposable
{
    private const string Extension = ".journal";
    private const string LockExtension = ".lock";

    private readonly ILogStorage _storage;
    private readonly PassingLock _lock;
    private int _journals;

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public JournalFolder(string folder, ILogStorage storage, TimeProvider time)
    {
        _storage = storage;
        Root = folder;
        Path = System.IO.Path.Combine(folder, "journal");
        Directory.CreateDirectory(Path);
        do
        {
            Writer = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N");
        }
        while (TryLock(Writer) is not { } held || !Set(out _lock, held));
    }

    /// <summary>The log's folder.</summary>
    public string Root { get; }

    /// <summary>The folder of the journals.</summary>
    public string Path { get; }

    /// <summary>This writer's name.</summary>
    public string Writer { get; }

    /// <summary>Makes a journal.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public Journal Create(DateTimeOffset now)
    {
        var path = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{Writer}.{++_journals:D6}{Extension}"));
        return new Journal(path, _storage.Create(path), now);
    }

    /// <summary>Bytes of all journals, of this writer and of others; 0 when they cannot be looked at.</summary>
    public long Bytes()
    {
        try
        {
            return new DirectoryInfo(Path).EnumerateFiles("*" + Extension).Sum(f => f.Exists ? f.Length : 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One was removed meanwhile, say. The next turn looks again, and writing says what is wrong.
            return 0;
        }
    }

    /// <summary>Journals of writers that are gone. Each writer's lock is held while its journals are given out, and removed then.</summary>
    public IEnumerable<string> LeftOver()
    {
        // The lock alone is left of a writer that was killed before it had anything to write.
        var byWriter = Directory.EnumerateFiles(Path, "*" + Extension).Concat(Directory.EnumerateFiles(Path, "*" + LockExtension))
            .GroupBy(p => System.IO.Path.GetFileName(p).Split('.')[0], StringComparer.Ordinal)
            .Where(g => g.Key != Writer)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var writer in byWriter)
        {
            using var held = TryLock(writer.Key);
            if (held is null)
            {
                continue;
            }

            foreach (var journal in writer.Where(p => p.EndsWith(Extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Where(File.Exists))
            {
                yield return journal;
            }
        }
    }

    public void Dispose() => _lock.Dispose();

    private static bool Set(out PassingLock target, PassingLock value)
    {
        target = value;
        return true;
    }

    private PassingLock? TryLock(string writer)
    {
        var tries = 0;
        var path = System.IO.Path.Combine(Path, writer + LockExtension);
        try
        {
            return PassingLock.Acquire(path, () => tries++ > 0);
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            // Another user's, who looks after his own.
            return null;
        }
    }
}
