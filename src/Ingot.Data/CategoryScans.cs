using Apache.Arrow;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Columns that are no numbers, each counted once, whoever asks for what is told of it.</summary>
/// <param name="session">The database.</param>
internal sealed class CategoryScans(DuckDbSession session)
{
    /// <summary>So many different values are counted each.</summary>
    public const long FewValues = 1000;

    // Of so many rows a query for each column costs nothing beside what it does.
    private const long ManyRows = 100_000;

    // Their texts are in memory at once, and no more columns than DuckDB plans quickly.
    private const long MostValues = 1 << 19;
    private const int MostColumns = 400;

    private readonly Dictionary<(string Table, string Column), CategoryCounts> _known = [];

    /// <summary>What is told of columns.</summary>
    /// <param name="table">The table; its rows stay what they are until <see cref="Forget"/>.</param>
    /// <param name="columns">Columns of it, of which those of numbers are passed over.</param>
    public IReadOnlyDictionary<string, CategoryCounts> Of(string table, IEnumerable<SchemaColumn> columns)
    {
        var all = columns.Where(c => c.Type != ColumnType.Number).Select(c => c.Name).ToList();
        var wanted = all.Where(c => !_known.ContainsKey((table, c))).ToList();
        var rows = wanted.Count > 0 ? session.Count($"SELECT count(*) FROM {table}") : 0;
        var counts = rows >= ManyRows ? wanted.ConvertAll(c => Each(table, c)) : Together(table, wanted, rows);
        foreach (var (column, count) in wanted.Zip(counts))
        {
            _known.Add((table, column), count);
        }

        return all.ToDictionary(c => c, c => _known[(table, c)], StringComparer.Ordinal);
    }

    /// <summary>Columns of few rows: DuckDB takes longer to plan what it is to count of so many columns than it takes to look at their values.</summary>
    private List<CategoryCounts> Together(string table, List<string> columns, long rows)
    {
        var counts = new List<CategoryCounts>(columns.Count);
        foreach (var some in columns.Chunk((int)Math.Clamp(MostValues / Math.Max(rows, 1), 1, MostColumns)))
        {
            TextCounts[] found = [];
            session.WithRoom(() =>
            {
                found = System.Array.ConvertAll(some, _ => new TextCounts());
                session.ReadBatches(
                    $"SELECT {string.Join(", ", some.Select(c => $"{DuckDbSession.Name(c)}::VARCHAR"))} FROM {table}",
                    batch =>
                    {
                        for (var column = 0; column < some.Length; column++)
                        {
                            Take((StringArray)batch.Column(column), found[column]);
                        }
                    },
                    isStreamed: true);
            });
            counts.AddRange(found.Select(f => f.Close(FewValues)));
        }

        return counts;
    }

    private static void Take(StringArray texts, TextCounts counts)
    {
        for (var row = 0; row < texts.Length; row++)
        {
            if (!texts.IsNull(row))
            {
                counts.Take(texts.GetBytes(row));
            }
        }
    }

    /// <summary>A column of many rows: one look at them, in groups, of which no more are handed over than are asked for.</summary>
    private CategoryCounts Each(string table, string column)
    {
        var name = DuckDbSession.Name(column);
        var found = session.Query(
            $"WITH g AS MATERIALIZED (SELECT {name} AS v, count(*) AS n FROM {table} WHERE {name} IS NOT NULL GROUP BY 1), s AS (SELECT coalesce(sum(n), 0)::BIGINT AS present, count(*) AS different FROM g) SELECT present, different, v::VARCHAR, n FROM s LEFT JOIN g ON different <= {FewValues}");
        var (present, different) = (DuckDbSession.Integer(found[0][0]), DuckDbSession.Integer(found[0][1]));
        return new CategoryCounts(present, different, different > FewValues ? null : found.Where(f => f[2] is not null).ToDictionary(f => (string)f[2]!, f => DuckDbSession.Integer(f[3]), StringComparer.Ordinal));
    }

    /// <summary>A table has other rows now.</summary>
    public void Forget() => _known.Clear();
}
