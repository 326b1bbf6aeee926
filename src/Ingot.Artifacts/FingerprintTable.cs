using System.Globalization;
using System.Text;

namespace Ingot.Artifacts;

/// <summary>Content hashes of files, reused as long as a file's size and time of change stay: unchanged data is not read again.</summary>
public sealed class FingerprintTable
{
    /// <summary>The table's file in the folder of all stages.</summary>
    public const string FileName = "fingerprints.txt";

    /// <summary>A file changed this shortly before it was hashed may change again within the clock's grain: it is hashed again.</summary>
    private static readonly TimeSpan TooClose = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private bool _changed;

    /// <summary>Reads the table, or starts an empty one when there is none or it cannot be understood.</summary>
    /// <param name="path">The table's file.</param>
    public FingerprintTable(string path)
    {
        _path = path;
        try
        {
            foreach (var line in File.ReadAllLines(path))
            {
                var parts = line.Split(['|'], 5);
                if (parts.Length == 5
                    && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var modified)
                    && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var hashed)
                    && parts[3].Length == 64)
                {
                    _rows[parts[4]] = new Row(size, modified, hashed, parts[3]);
                }
            }
        }
        catch (IOException)
        {
            // No table yet: every file is hashed once.
        }
        catch (UnauthorizedAccessException)
        {
            // The same.
        }
    }

    /// <summary>The content hash of a file, or null when there is no such file, or only a link that leads to none.</summary>
    /// <param name="path">The file.</param>
    public string? HashOf(string path)
    {
        // By the file that links lead to: one that is pointed elsewhere is another file, of whatever size and time.
        var states = new FileStates();
        if (states.RealPathOf(Path.GetFullPath(path)) is not { } full || states.OfFile(full) is not var (size, modified))
        {
            return null;
        }

        if (_rows.TryGetValue(full, out var row)
            && row.Size == size
            && row.Modified == modified
            && row.Modified + TooClose.Ticks < row.Hashed)
        {
            return row.Hash;
        }

        var now = DateTime.UtcNow.Ticks;
        var hash = ContentHash.OfFile(full);
        _rows[full] = new Row(size, modified, now, hash);
        _changed = true;
        return hash;
    }

    /// <summary>Writes the table when it changed. It only saves time, so it is not an error when it cannot be written.</summary>
    public void Save()
    {
        if (!_changed)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var pair in _rows.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var row = pair.Value;
            text.Append(FormattableString.Invariant($"{row.Size}|{row.Modified}|{row.Hashed}|{row.Hash}|{pair.Key}\n"));
        }

        try
        {
            AtomicFile.Write(_path, text.ToString());
            _changed = false;
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }

    private sealed class Row(long size, long modified, long hashed, string hash)
    {
        public long Size { get; } = size;

        public long Modified { get; } = modified;

        public long Hashed { get; } = hashed;

        public string Hash { get; } = hash;
    }
}
