using System.Globalization;
using System.Text.Json;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What the columns of both tables look like: <c>profile.json</c>.</summary>
internal static class DataProfile
{
    private const int TopValues = 10;
    private static readonly string[] Quantiles = ["0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99"];

    public static byte[] Of(DuckDbSession session, ModelSchema schema, IEnumerable<string> tables)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            foreach (var table in tables)
            {
                json.WriteStartObject(table);
                json.WriteNumber("rows", session.Count($"SELECT count(*) FROM {table}"));
                json.WriteStartArray("columns");
                foreach (var column in schema.Columns)
                {
                    Write(json, session, table, column);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, DuckDbSession session, string table, SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteNumber("missing", session.Count($"SELECT count(*) - count({name}) FROM {table}"));
        json.WriteNumber("distinct", session.Count($"SELECT count(DISTINCT {name}) FROM {table}"));
        if (column.Type == ColumnType.Number)
        {
            var values = session.Query(
                $"SELECT min({name}), max({name}), avg({name}), stddev_samp({name}), {string.Join(", ", Quantiles.Select(q => $"quantile_cont({name}, {q})"))} FROM {table}")[0];
            Number(json, "min", values[0]);
            Number(json, "max", values[1]);
            Number(json, "mean", values[2]);
            Number(json, "standardDeviation", values[3]);
            json.WriteStartObject("quantiles");
            for (var i = 0; i < Quantiles.Length; i++)
            {
                Number(json, Quantiles[i], values[i + 4]);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("top");
            foreach (var row in session.Query(
                $"SELECT {name}::VARCHAR, count(*) AS n FROM {table} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT {TopValues}"))
            {
                json.WriteStartObject();
                json.WriteString("value", (string)row[0]!);
                json.WriteNumber("count", Convert.ToInt64(row[1], CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
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
