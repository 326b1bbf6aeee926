using Ingot.Core.Profiles;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Looks at the columns of both tables.</summary>
internal static class DataProfiler
{
    private const int TopValues = 10;

    /// <summary>Categories up to which all are counted in the same scan as other columns'.</summary>
    private const long FewValues = 1000;

    public static DataProfile Of(DuckDbSession session, NumberScans numbers, ModelSchema schema, string training, string reference) =>
        new(TableOf(session, numbers, schema, training), TableOf(session, numbers, schema, reference));

    private static TableProfile TableOf(DuckDbSession session, NumberScans numbers, ModelSchema schema, string table)
    {
        var rows = session.Count($"SELECT count(*) FROM {table}");
        var scanned = numbers.Of(table, [.. schema.Columns.Where(c => c.Type == ColumnType.Number).Select(c => c.Name)]);
        var others = schema.Columns.Where(c => c.Type != ColumnType.Number).ToList();
        var counts = session.Aggregate(table, others, Counts);
        var top = TopOf(session, table, others.Where((_, i) => DuckDbSession.Integer(counts[i][1]) <= FewValues));
        // The profile is packed: a text that few rows have may name a person.
        var least = RareCategories.LeastRows(rows);
        var profiles = others.Select((c, i) => new ColumnProfile(c.Name, DuckDbSession.Integer(counts[i][0]), DuckDbSession.Integer(counts[i][1]))
        {
            Top = [.. (top.GetValueOrDefault(c.Name) ?? TopOfMany(session, table, c)).Where(v => c.Type != ColumnType.String || c.Role == ColumnRole.Label || v.Count >= least)],
        }).ToDictionary(c => c.Name, StringComparer.Ordinal);
        return new TableProfile(rows, [.. schema.Columns.Select(c => profiles.GetValueOrDefault(c.Name) ?? OfNumber(c.Name, rows, scanned[c.Name]))]);
    }

    private static ColumnProfile OfNumber(string name, long rows, NumberStatistics found) =>
        new(name, rows - found.Present, found.Distinct, found.Min, found.Max, found.Mean, found.StandardDeviation, found.Quantiles);

    private static string[] Counts(SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        return [$"count(*) - count({name})", $"count(DISTINCT {name})"];
    }

    /// <summary>The most frequent values, the smallest of equally frequent ones first, of columns that have few.</summary>
    private static Dictionary<string, List<ValueCount>> TopOf(DuckDbSession session, string table, IEnumerable<SchemaColumn> columns)
    {
        var few = columns.ToList();
        var counts = session.Aggregate(table, few, c =>
        {
            var counted = $"histogram({DuckDbSession.Name(c.Name)}::VARCHAR)";
            return [$"map_keys({counted})", $"map_values({counted})"];
        });
        return few.Select((c, i) => (c.Name, Top: counts[i][0] is IEnumerable<string> names
            ? names.Zip(((System.Collections.IEnumerable)counts[i][1]!).Cast<object>().Select(DuckDbSession.Integer))
                .OrderByDescending(p => p.Second).ThenBy(p => p.First, StringComparer.Ordinal).Take(TopValues).Select(p => new ValueCount(p.First, p.Second)).ToList()
            : [])).ToDictionary(c => c.Name, c => c.Top, StringComparer.Ordinal);
    }

    private static List<ValueCount> TopOfMany(DuckDbSession session, string table, SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        var rows = session.Query(
            $"SELECT v::VARCHAR, n FROM (SELECT {name} AS v, count(*) AS n FROM {table} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, v LIMIT {TopValues}) ORDER BY n DESC, v");
        return [.. rows.Select(r => new ValueCount((string)r[0]!, DuckDbSession.Integer(r[1])))];
    }
}
