using System.Collections;
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

    private readonly Dictionary<(string Table, string Column), CategoryCounts> _known = [];

    /// <summary>What is told of columns.</summary>
    /// <param name="table">The table; its rows stay what they are until <see cref="Forget"/>.</param>
    /// <param name="columns">Columns of it, of which those of numbers are passed over.</param>
    public IReadOnlyDictionary<string, CategoryCounts> Of(string table, IEnumerable<SchemaColumn> columns)
    {
        var all = columns.Where(c => c.Type != ColumnType.Number).Select(c => c.Name).ToList();
        var wanted = all.Where(c => !_known.ContainsKey((table, c))).ToList();
        var counts = wanted.Count > 0 && session.Count($"SELECT count(*) FROM {table}") >= ManyRows ? wanted.ConvertAll(c => Each(table, c)) : Together(table, wanted);
        foreach (var (column, count) in wanted.Zip(counts))
        {
            _known.Add((table, column), count);
        }

        return all.ToDictionary(c => c, c => _known[(table, c)], StringComparer.Ordinal);
    }

    /// <summary>Columns of few rows: few queries, of which each is about many.</summary>
    private List<CategoryCounts> Together(string table, List<string> columns)
    {
        var counts = session.Aggregate(table, columns, c => [$"count({DuckDbSession.Name(c)})", $"count(DISTINCT {DuckDbSession.Name(c)})"])
            .ConvertAll(c => (Present: DuckDbSession.Integer(c[0]), Distinct: DuckDbSession.Integer(c[1])));
        var few = columns.Where((_, i) => counts[i].Distinct <= FewValues).ToList();
        var values = few.Zip(session.Aggregate(table, few, c =>
        {
            var counted = $"histogram({DuckDbSession.Name(c)}::VARCHAR)";
            return [$"map_keys({counted})", $"map_values({counted})"];
        })).ToDictionary(v => v.First, v => Values(v.Second), StringComparer.Ordinal);
        return [.. columns.Zip(counts, (column, count) => new CategoryCounts(count.Present, count.Distinct, values.GetValueOrDefault(column)))];
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

    // Of no values there is no histogram.
    private static Dictionary<string, long> Values(object?[] counted) => counted[0] is IEnumerable<string> names
        ? names.Zip(((IEnumerable)counted[1]!).Cast<object>().Select(DuckDbSession.Integer)).ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal)
        : [];
}
