using System.Text;
using Apache.Arrow;

namespace Ingot.Data;

/// <summary>
/// Looks once at every text of a raw table, as bytes. DuckDB would do it too, but takes milliseconds to plan each of the dozen expressions
/// that every column of a wide table needs, and several times as long to compute them.
/// </summary>
internal sealed class TextScan
{
    // Of so many rows it takes longer to look at each than to find out which are equal, if each text has so many of them.
    private const long ManyRows = 100_000;
    private const int RowsOfText = 20;

    // Some thousand rows of all of them are in memory at once.
    private const int MostColumns = 1000;
    private const byte NoBreakSpaceFirst = 0xC2;
    private const byte NoBreakSpaceSecond = 0xA0;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing;
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _foundLookup;
    private readonly int _longest;
    private readonly char[] _characters;

    private TextScan(IReadOnlyList<string> missing)
    {
        _missing = missing.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _foundLookup = _found.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = missing.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(0).Max();
        _characters = new char[Math.Max(_longest, 1)];
    }

    /// <summary>Takes a text.</summary>
    /// <param name="column">The index of its column.</param>
    /// <param name="text">The text.</param>
    /// <param name="times">How many rows have it, or how many of them are handed on at once.</param>
    public delegate void TakeText(int column, ReadOnlySpan<byte> text, long times);

    /// <summary>Texts that white space stands round, or that mean a missing value.</summary>
    public long ToChange { get; private set; }

    /// <summary>What the texts look like that stay as they are.</summary>
    public ColumnShape Shape { get; } = new();

    /// <summary>Whether white space stands round any text.</summary>
    public bool HasSpaceAround { get; private set; }

    /// <summary>Whether any text begins or ends with a line break.</summary>
    public bool HasBreaksAround { get; private set; }

    /// <summary>Whether any text has an underscore, which DuckDB reads over in numbers.</summary>
    public bool HasUnderscore { get; private set; }

    /// <summary>The words for a missing value that stand there.</summary>
    public IReadOnlyCollection<string> MissingWords => _found;

    /// <summary>Scans text columns.</summary>
    /// <param name="session">The database.</param>
    /// <param name="raw">The table.</param>
    /// <param name="columns">Text columns of it.</param>
    /// <param name="missing">The words of a column that mean a missing value.</param>
    /// <returns>What was seen, column by column.</returns>
    public static IReadOnlyList<TextScan> Of(DuckDbSession session, RawData raw, IReadOnlyList<RawColumn> columns, Func<string, IReadOnlyList<string>> missing)
    {
        var scans = columns.Select(c => new TextScan(missing(c.Name))).ToList();
        Read(session, raw, columns, (column, text, times) => scans[column].Take(text, times));
        return scans;
    }

    /// <summary>Hands on the texts of columns, each different one once where that is less work.</summary>
    public static void Read(DuckDbSession session, RawData raw, IReadOnlyList<RawColumn> columns, TakeText take)
    {
        var rows = columns.Count == 0 ? 0 : session.Count($"SELECT count(*) FROM {raw.Table}");
        var different = rows < ManyRows ? [] : session.Aggregate(raw.Table, columns, c => [$"approx_count_distinct({c.Sql})"]);
        var few = Enumerable.Range(0, different.Count).Where(i => DuckDbSession.Integer(different[i][0]) * RowsOfText <= rows).ToList();
        foreach (var column in few)
        {
            var name = columns[column].Sql;
            session.ReadBatches($"SELECT {name}, count(*) FROM {raw.Table} WHERE {name} IS NOT NULL GROUP BY 1", batch =>
            {
                var (texts, counts) = ((StringArray)batch.Column(0), (Int64Array)batch.Column(1));
                for (var row = 0; row < texts.Length; row++)
                {
                    take(column, texts.GetBytes(row), counts.Values[row]);
                }
            });
        }

        foreach (var others in Enumerable.Range(0, columns.Count).Except(few).Chunk(MostColumns))
        {
            session.ReadBatches(
                $"SELECT {string.Join(", ", others.Select(c => columns[c].Sql))} FROM {raw.Table}",
                batch =>
                {
                    for (var i = 0; i < others.Length; i++)
                    {
                        var texts = (StringArray)batch.Column(i);
                        for (var row = 0; row < texts.Length; row++)
                        {
                            if (!texts.IsNull(row))
                            {
                                take(others[i], texts.GetBytes(row), 1);
                            }
                        }
                    }
                },
                isStreamed: true);
        }
    }

    private void Take(ReadOnlySpan<byte> text, long times)
    {
        if (text.IsEmpty)
        {
            ToChange += times;
            return;
        }

        HasUnderscore |= text.Contains((byte)'_');
        if (IsBlank(text[0]) || IsBlank(text[^1]) || (text.Length > 1 && (IsNoBreakSpace(text[..2]) || IsNoBreakSpace(text[^2..]))))
        {
            ToChange += times;
            HasSpaceAround = true;
            HasBreaksAround |= text[0] is (byte)'\r' or (byte)'\n' || text[^1] is (byte)'\r' or (byte)'\n';
        }
        else if (text.Length <= _longest && _characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters)) is var characters && _missing.Contains(characters))
        {
            ToChange += times;
            _ = _foundLookup.Add(characters);
        }
        else
        {
            Shape.Take(text, times);
        }
    }

    private static bool IsBlank(byte value) => value is >= 9 and <= 13 or (byte)' ';

    private static bool IsNoBreakSpace(ReadOnlySpan<byte> two) => two is [NoBreakSpaceFirst, NoBreakSpaceSecond];
}
