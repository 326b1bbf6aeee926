using Ingot.Core.Profiles;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Looks at the columns of both tables.</summary>
/// <remarks>The last bits of sums are reproducible with one thread only.</remarks>
internal static class DataProfiler
{
    private const int TopValues = 10;

    /// <summary>Categories up to which all are counted in the same scan as other columns'.</summary>
    private const long FewValues = 1000;

    public static DataProfile Of(DuckDbSession session, ModelSchema schema, string training, string reference) =>
        new(TableOf(session, schema, training), TableOf(session, schema, reference));

    private static TableProfile TableOf(DuckDbSession session, ModelSchema schema, string table)
    {
        var rows = session.Count($"SELECT count(*) FROM {table}");
        var values = session.Aggregate(table, schema.Columns, Statistics);
        var top = TopOf(session, table, schema.Columns.Where((c, i) => c.Type != ColumnType.Number && DuckDbSession.Integer(values[i][1]) <= FewValues));
        // The profile is packed: a text that few rows have may name a person.
        var least = RareCategories.LeastRows(rows);
        var profiles = schema.Columns.Select((c, i) => new ColumnProfile(c.Name, DuckDbSession.Integer(values[i][0]), DuckDbSession.Integer(values[i][1]))).ToList();
        var numbers = Enumerable.Range(0, profiles.Count).Where(i => schema.Columns[i].Type == ColumnType.Number).ToList();
        var completed = NumberProfiler.Complete(session, table, rows, [.. numbers.Select(i => (schema.Columns[i], profiles[i], values[i][2..]))]);
        for (var i = 0; i < numbers.Count; i++)
        {
            profiles[numbers[i]] = completed[i];
        }

        return new TableProfile(rows, [.. schema.Columns.Select((column, i) => column.Type == ColumnType.Number
            ? profiles[i]
            : profiles[i] with { Top = [.. (top.GetValueOrDefault(column.Name) ?? TopOfMany(session, table, column)).Where(v => column.Type != ColumnType.String || column.Role == ColumnRole.Label || v.Count >= least)] })]);
    }

    private static string[] Statistics(SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        string[] counts = [$"count(*) - count({name})", $"count(DISTINCT {name})"];
        return column.Type == ColumnType.Number ? [.. counts, .. NumberProfiler.Statistics(name)] : counts;
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
