using System.Globalization;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What the columns of both tables look like: <c>profile.json</c>.</summary>
/// <remarks>
/// Quantiles interpolate linearly between order statistics (type 7 of Hyndman and Fan 1996, NumPy's default); the standard
/// deviation is the sample's, over n - 1. The last bits of sums are reproducible with one thread only.
/// </remarks>
internal static class DataProfile
{
    private const int TopValues = 10;

    /// <summary>Categories up to which all are counted in the same scan as other columns'.</summary>
    private const long FewValues = 1000;
    private static readonly string[] Quantiles = ["0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99"];

    public static byte[] Of(DuckDbSession session, ModelSchema schema, IEnumerable<string> tables)
    {
        using var stream = new MemoryStream();

        // The stage's output is hashed, and has escaped what is not ASCII from the beginning.
        using (var json = new Utf8JsonWriter(stream, JsonFormat.Writer with { Encoder = null }))
        {
            json.WriteStartObject();
            foreach (var table in tables)
            {
                json.WriteStartObject(table);
                json.WriteNumber("rows", session.Count($"SELECT count(*) FROM {table}"));
                json.WriteStartArray("columns");
                var values = session.Aggregate(table, schema.Columns, Statistics);
                var top = TopOf(session, table, schema.Columns.Where((c, i) => c.Type != ColumnType.Number && DuckDbSession.Integer(values[i][1]) <= FewValues));
                for (var i = 0; i < schema.Columns.Count; i++)
                {
                    var column = schema.Columns[i];
                    Write(json, column, values[i], column.Type == ColumnType.Number ? [] : top.GetValueOrDefault(column.Name) ?? TopOfMany(session, table, column));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
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

    private static void Write(Utf8JsonWriter json, SchemaColumn column, object?[] values, IReadOnlyList<(string Value, long Count)> top)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteNumber("missing", DuckDbSession.Integer(values[0]));
        json.WriteNumber("distinct", DuckDbSession.Integer(values[1]));
        if (column.Type == ColumnType.Number)
        {
            Number(json, "min", values[2]);
            Number(json, "max", values[3]);
            Number(json, "mean", values[4]);
            Number(json, "standardDeviation", values[5]);
            json.WriteStartObject("quantiles");
            for (var i = 0; i < Quantiles.Length; i++)
            {
                Number(json, Quantiles[i], (values[6] as IReadOnlyList<double>)?[i]);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("top");
            foreach (var (value, count) in top)
            {
                json.WriteStartObject();
                json.WriteString("value", value);
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The most frequent values, the smallest of equally frequent ones first, of columns that have few.</summary>
    private static Dictionary<string, List<(string Value, long Count)>> TopOf(DuckDbSession session, string table, IEnumerable<SchemaColumn> columns)
    {
        var few = columns.ToList();
        var counts = session.Aggregate(table, few, c =>
        {
            var counted = $"histogram({DuckDbSession.Name(c.Name)}::VARCHAR)";
            return [$"map_keys({counted})", $"map_values({counted})"];
        });
        return few.Select((c, i) => (c.Name, Top: counts[i][0] is IEnumerable<string> names
            ? names.Zip(((System.Collections.IEnumerable)counts[i][1]!).Cast<object>().Select(DuckDbSession.Integer))
                .OrderByDescending(p => p.Second).ThenBy(p => p.First, StringComparer.Ordinal).Take(TopValues).ToList()
            : [])).ToDictionary(c => c.Name, c => c.Top, StringComparer.Ordinal);
    }

    private static List<(string Value, long Count)> TopOfMany(DuckDbSession session, string table, SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        var rows = session.Query(
            $"SELECT v::VARCHAR, n FROM (SELECT {name} AS v, count(*) AS n FROM {table} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, v LIMIT {TopValues}) ORDER BY n DESC, v");
        return [.. rows.Select(r => ((string)r[0]!, DuckDbSession.Integer(r[1])))];
    }

    private static void Number(Utf8JsonWriter json, string name, object? value)
    {
        if (value is null || !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, Convert.ToDouble(value, CultureInfo.InvariantCulture));
        }
    }
}
