using System.Text;
using Apache.Arrow;

namespace Ingot.Data;

/// <summary>
/// Looks once at every text of a raw table, as bytes. DuckDB would do it too, but takes milliseconds to plan each of the dozen expressions
/// that every column of a wide table needs, and several times as long to compute them.
/// </summary>
internal sealed class TextScan
{
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

    /// <summary>Texts that white space stands round, or that mean a missing value.</summary>
    public long ToChange { get; private set; }

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
        Read(session, raw, columns, (column, texts) =>
        {
            for (var row = 0; row < texts.Length; row++)
            {
                if (!texts.IsNull(row))
                {
                    scans[column].Take(texts.GetBytes(row));
                }
            }
        });
        return scans;
    }

    /// <summary>Hands on text columns, some thousand rows at once.</summary>
    public static void Read(DuckDbSession session, RawData raw, IReadOnlyList<RawColumn> columns, Action<int, StringArray> take)
    {
        if (columns.Count > 0)
        {
            session.ReadBatches($"SELECT {string.Join(", ", columns.Select(c => c.Sql))} FROM {raw.Table}", batch =>
            {
                for (var column = 0; column < columns.Count; column++)
                {
                    take(column, (StringArray)batch.Column(column));
                }
            });
        }
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            ToChange++;
            return;
        }

        HasUnderscore |= text.Contains((byte)'_');
        if (IsBlank(text[0]) || IsBlank(text[^1]) || (text.Length > 1 && (IsNoBreakSpace(text[..2]) || IsNoBreakSpace(text[^2..]))))
        {
            ToChange++;
            HasBreaksAround |= text[0] is (byte)'\r' or (byte)'\n' || text[^1] is (byte)'\r' or (byte)'\n';
        }
        else if (text.Length <= _longest && _characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters)) is var characters && _missing.Contains(characters))
        {
            ToChange++;
            _ = _foundLookup.Add(characters);
        }
    }

    private static bool IsBlank(byte value) => value is >= 9 and <= 13 or (byte)' ';

    private static bool IsNoBreakSpace(ReadOnlySpan<byte> two) => two is [NoBreakSpaceFirst, NoBreakSpaceSecond];
}
