using Ingot.Core.Profiles;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Looks at the columns of both tables.</summary>
internal static class DataProfiler
{
    private const int TopValues = 10;

    public static DataProfile Of(DuckDbSession session, NumberScans numbers, CategoryScans categories, ModelSchema schema, string training, string reference) =>
        new(TableOf(session, numbers, categories, schema, training), TableOf(session, numbers, categories, schema, reference));

    private static TableProfile TableOf(DuckDbSession session, NumberScans numbers, CategoryScans categories, ModelSchema schema, string table)
    {
        var rows = session.Count($"SELECT count(*) FROM {table}");
        var scanned = numbers.Of(table, schema.Columns);
        var counted = categories.Of(table, schema.Columns);
        // The profile is packed: a text that few rows have may name a person.
        var least = RareCategories.LeastRows(rows);
        return new TableProfile(rows, [.. schema.Columns.Select(c => c.Type == ColumnType.Number
            ? OfNumber(c.Name, rows, scanned[c.Name])
            : new ColumnProfile(c.Name, rows - counted[c.Name].Present, counted[c.Name].Distinct)
            {
                // Free text has no value that says something of others, and none of it is packed.
                Top = [.. (c.IsText ? [] : counted[c.Name].Values is { } values ? TopOf(values) : TopOfMany(session, table, c))
                    .Where(v => c.Type != ColumnType.String || c.Role == ColumnRole.Label || v.Count >= least)],
            })]);
    }

    private static ColumnProfile OfNumber(string name, long rows, NumberStatistics found) =>
        new(name, rows - found.Present, found.Distinct, found.Min, found.Max, found.Mean, found.StandardDeviation, found.Quantiles);

    /// <summary>The most frequent values, the smallest of equally frequent ones first.</summary>
    private static IEnumerable<ValueCount> TopOf(IReadOnlyDictionary<string, long> values) =>
        values.OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(TopValues).Select(v => new ValueCount(v.Key, v.Value));

    private static List<ValueCount> TopOfMany(DuckDbSession session, string table, SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        var rows = session.Query(
            $"SELECT v::VARCHAR, n FROM (SELECT {name} AS v, count(*) AS n FROM {table} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, v LIMIT {TopValues}) ORDER BY n DESC, v");
        return [.. rows.Select(r => new ValueCount((string)r[0]!, DuckDbSession.Integer(r[1])))];
    }
}
