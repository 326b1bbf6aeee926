using System.Globalization;
using System.Text;

namespace Ingot.Artifacts;

/// <summary>Content hashes of files, reused as long as a file's <see cref="FileState"/> stays: unchanged data is not read again.</summary>
public sealed class FingerprintTable
{
    /// <summary>The table's file in the folder of all stages.</summary>
    public const string FileName = "fingerprints.txt";

    /// <summary>A file changed this shortly before it was hashed may change again within the clock's grain: it is hashed again.</summary>
    private static readonly TimeSpan TooClose = TimeSpan.FromSeconds(1);

    private const int Columns = 7;

    private readonly string _path;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly bool _readsAll;
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private bool _changed;

    /// <summary>Reads the table, or starts an empty one when there is none or it cannot be understood.</summary>
    /// <param name="path">The table's file.</param>
    /// <param name="readsAll">Whether each file is read once, whatever the table says of it.</param>
    public FingerprintTable(string path, bool readsAll = false)
    {
        _path = path;
        _readsAll = readsAll;
        try
        {
            foreach (var line in File.ReadAllLines(path))
            {
                var parts = line.Split(['|'], Columns);
                if (parts.Length == Columns
                    && TryNumber(parts[0], out var size) && TryNumber(parts[1], out var modified) && TryNumber(parts[2], out var changed)
                    && TryNumber(parts[3], out var number) && TryNumber(parts[4], out var hashed)
                    && parts[5].Length == 64)
                {
                    _rows[parts[6]] = new Row(new FileState(size, modified, changed, number), hashed, parts[5]);
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
        if (states.RealPathOf(Path.GetFullPath(path)) is not { } full || states.OfFile(full) is not { } state)
        {
            return null;
        }

        if (_rows.TryGetValue(full, out var row)
            && row.State == state
            && (_known.Contains(full) || (!_readsAll && state.Last + TooClose.Ticks < row.Hashed)))
        {
            return row.Hash;
        }

        var now = DateTime.UtcNow.Ticks;
        var hash = ContentHash.OfFile(full);
        _rows[full] = new Row(state, now, hash);
        _changed = true;
        if (_readsAll)
        {
            _known.Add(full);
        }

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
            text.Append(FormattableString.Invariant($"{row.State.Size}|{row.State.Modified}|{row.State.Changed}|{row.State.Number}|{row.Hashed}|{row.Hash}|{pair.Key}\n"));
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

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private sealed class Row(FileState state, long hashed, string hash)
    {
        public FileState State { get; } = state;

        public long Hashed { get; } = hashed;

        public string Hash { get; } = hash;
    }
}
