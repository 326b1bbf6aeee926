using System.Globalization;
using Ingot.Core.Profiles;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Looks at the columns of both tables.</summary>
/// <remarks>
/// Quantiles interpolate linearly between order statistics (type 7 of Hyndman and Fan 1996, NumPy's default); the standard
/// deviation is the sample's, over n - 1. The last bits of sums are reproducible with one thread only.
/// </remarks>
internal static class DataProfiler
{
    private const int TopValues = 10;

    /// <summary>Categories up to which all are counted in the same scan as other columns'.</summary>
    private const long FewValues = 1000;
    private static readonly string[] Quantiles = ["0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99"];

    public static DataProfile Of(DuckDbSession session, ModelSchema schema, string training, string reference) =>
        new(TableOf(session, schema, training), TableOf(session, schema, reference));

    private static TableProfile TableOf(DuckDbSession session, ModelSchema schema, string table)
    {
        var rows = session.Count($"SELECT count(*) FROM {table}");
        var values = session.Aggregate(table, schema.Columns, Statistics);
        var top = TopOf(session, table, schema.Columns.Where((c, i) => c.Type != ColumnType.Number && DuckDbSession.Integer(values[i][1]) <= FewValues));
        // The profile is packed: a text that few rows have may name a person.
        var least = RareCategories.LeastRows(rows);
        return new TableProfile(rows, [.. schema.Columns.Select((column, i) =>
        {
            var profile = new ColumnProfile(column.Name, DuckDbSession.Integer(values[i][0]), DuckDbSession.Integer(values[i][1]));
            return column.Type == ColumnType.Number
                ? WithNumbers(profile, values[i])
                : profile with { Top = [.. (top.GetValueOrDefault(column.Name) ?? TopOfMany(session, table, column)).Where(v => column.Type != ColumnType.String || column.Role == ColumnRole.Label || v.Count >= least)] };
        })]);
    }

    private static string[] Statistics(SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        string[] counts = [$"count(*) - count({name})", $"count(DISTINCT {name})"];
        return column.Type == ColumnType.Number
            ? [.. counts, $"min({name})", $"max({name})", .. Moments(name), $"quantile_cont({name}, [{string.Join(", ", Quantiles)}])"]
            : counts;
    }

    /// <summary>Mean and standard deviation of what is small enough for a sum of squares; beyond, DuckDB would refuse the whole query.</summary>
    private static string[] Moments(string name)
    {
        var bounded = $"CASE WHEN abs({name}) < 1e150 THEN {name} END";
        var tooGreat = $"count(CASE WHEN abs({name}) >= 1e150 THEN 1 END) > 0";
        return [$"CASE WHEN {tooGreat} THEN NULL ELSE avg({bounded}) END", $"CASE WHEN {tooGreat} THEN NULL ELSE stddev_samp({bounded}) END"];
    }

    private static ColumnProfile WithNumbers(ColumnProfile profile, object?[] values)
    {
        var quantiles = values[6] as IReadOnlyList<double>;
        return profile with
        {
            Min = Number(values[2]),
            Max = Number(values[3]),
            Mean = Number(values[4]),
            StandardDeviation = Number(values[5]),
            Quantiles = new OrderedDictionary<string, double?>(Quantiles.Select((share, i) => KeyValuePair.Create(share, Number(quantiles?[i])))),
        };
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

    private static double? Number(object? value) =>
        value is not null && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null;
}
