using System.Text;
using Ingot.Data;
using Ingot.Monitoring.Windows;
using Npgsql;
using NpgsqlTypes;

namespace Ingot.Monitoring.PostgreSql;

/// <summary>Copies a window out of the tables into Parquet files that look like those of a log in a folder.</summary>
/// <param name="connection">The connection, in a transaction of its own.</param>
/// <param name="tables">The tables.</param>
/// <param name="query">The window; its package is known.</param>
/// <param name="now">The time: rows that claim to be from later are copied too, to be counted.</param>
/// <param name="folder">Where the files go.</param>
internal sealed class WindowCopy(NpgsqlConnection connection, Tables tables, WindowQuery query, DateTimeOffset now, string folder)
{
    // Lines of one file of JSON on its way to Parquet: the disk holds one of them at a time.
    private const int Lines = 200_000;

    private const string Window = """
        ingot_package = @package AND (@versions::text[] IS NULL OR ingot_version = ANY(@versions::text[]))
            AND (@from::timestamptz IS NULL OR ingot_timestamp >= @from::timestamptz)
            AND (@before::timestamptz IS NULL OR ingot_timestamp < @before::timestamptz OR ingot_timestamp > @now::timestamptz)
        """;

    private static readonly (string Name, string Type)[] Own =
    [
        ("ingot_id", "VARCHAR"), ("ingot_row", "BIGINT"), ("ingot_timestamp", "TIMESTAMPTZ"), ("ingot_latency_us", "BIGINT"), ("ingot_package", "VARCHAR"),
        ("ingot_version", "VARCHAR"), ("ingot_channel", "VARCHAR"), ("ingot_status", "VARCHAR"),
    ];

    private static readonly (string Name, string Type)[] Label =
    [
        ("ingot_id", "VARCHAR"), ("ingot_row", "BIGINT"), ("ingot_label", "VARCHAR"), ("ingot_label_value", "DOUBLE"), ("ingot_labelled", "TIMESTAMPTZ"), ("ingot_sequence", "BIGINT"),
    ];

    /// <summary>The rows of the window, and those from the future.</summary>
    public IReadOnlyList<string> Predictions()
    {
        // What JSON says of a column in these rows: numbers and truth values are what they are, all else is text.
        var columns = Rows($"""
            SELECT key, bool_and(jsonb_typeof(value) = 'number' OR value #>> ARRAY[]::text[] IN ('NaN', 'Infinity', '-Infinity')) FILTER (WHERE jsonb_typeof(value) <> 'null'),
                bool_and(jsonb_typeof(value) = 'boolean') FILTER (WHERE jsonb_typeof(value) <> 'null'),
                bool_and(jsonb_typeof(value) = 'string' AND value #>> ARRAY[]::text[] ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{6}$') FILTER (WHERE jsonb_typeof(value) <> 'null')
            FROM {tables.Predictions}, jsonb_each(inputs || outputs)
            WHERE {Window} GROUP BY key ORDER BY key
            """).Select(r => ((string)r[0]!, r[1] is true ? "DOUBLE" : r[2] is true ? "BOOLEAN" : r[3] is true ? "TIMESTAMP" : "VARCHAR"));
        return Copy(
            "predictions", [.. Own, .. columns],
            $"SELECT jsonb_build_object({Pairs(Own)}) || inputs || outputs FROM {tables.Predictions} WHERE {Window} ORDER BY ingot_timestamp, ingot_id, ingot_row");
    }

    /// <summary>The labels of the package that came since the window began, or are of its rows, which comes to the same unless a clock is wrong.</summary>
    public IReadOnlyList<string> Labels() => Copy(
        "labels", Label,
        $"""
        SELECT jsonb_build_object({Pairs(Label)}) FROM {tables.Labels} l
        WHERE ingot_package = @package AND (@from::timestamptz IS NULL OR ingot_labelled >= @from::timestamptz
            OR EXISTS (SELECT FROM {tables.Predictions} p WHERE {Window} AND p.ingot_package = l.ingot_package AND p.ingot_id = l.ingot_id AND p.ingot_row = l.ingot_row))
        """);

    /// <summary>Rows outside of the window that labels came for.</summary>
    public IReadOnlyList<string> Others() => Copy(
        "others", Label[..2],
        $"""
        SELECT DISTINCT jsonb_build_object({Pairs(Label[..2])}) FROM {tables.Predictions} p
        WHERE ingot_package = @package AND NOT ({Window})
            AND EXISTS (SELECT FROM {tables.Labels} l WHERE l.ingot_package = p.ingot_package AND l.ingot_id = p.ingot_id AND l.ingot_row = p.ingot_row AND (@from::timestamptz IS NULL OR l.ingot_labelled >= @from::timestamptz))
        """);

    private static string Pairs(IEnumerable<(string Name, string Type)> columns) => string.Join(", ", columns.Select(c => $"'{c.Name}', {c.Name}"));

    private List<string> Copy(string name, IReadOnlyList<(string Name, string Type)> columns, string sql)
    {
        var files = new List<string>();
        var json = Path.Combine(folder, name + ".jsonl");
        StreamWriter? lines = null;
        var count = 0;
        try
        {
            using var command = Command(sql);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                lines ??= new StreamWriter(json, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

                // JSON of PostgreSQL is one line: line breaks in texts are escapes.
                lines.Write(reader.GetString(0));
                lines.Write('\n');
                if (++count % Lines == 0)
                {
                    lines.Dispose();
                    lines = null;
                    files.Add(Parquet(name, files.Count, columns, json));
                }
            }
        }
        finally
        {
            lines?.Dispose();
        }

        if (count % Lines != 0)
        {
            files.Add(Parquet(name, files.Count, columns, json));
        }

        return files;
    }

    private string Parquet(string name, int number, IReadOnlyList<(string Name, string Type)> columns, string json)
    {
        var path = Path.Combine(folder, FormattableString.Invariant($"{name}-{number:D6}.parquet"));
        using var session = new DuckDbSession();
        var types = string.Join(", ", columns.Select(c => $"{DuckDbSession.Text(c.Name)}: '{c.Type}'"));
        session.Execute($"COPY (SELECT * FROM read_json({DuckDbSession.Text(json)}, format='newline_delimited', columns={{{types}}})) TO {DuckDbSession.Text(path)} (FORMAT parquet)");
        return path;
    }

    private List<object?[]> Rows(string sql)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return rows;
    }

    private NpgsqlCommand Command(string sql)
    {
#pragma warning disable CA2100 // Only the names of tables are not constants, and they are quoted.
        return new NpgsqlCommand(sql, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new("package", query.Package),
                new("versions", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = query.Versions.Count > 0 ? query.Versions.ToArray() : DBNull.Value },
                new("from", NpgsqlDbType.TimestampTz) { Value = query.From is { } from ? from.UtcDateTime : DBNull.Value },
                new("before", NpgsqlDbType.TimestampTz) { Value = query.Before is { } before ? before.UtcDateTime : DBNull.Value },
                new("now", NpgsqlDbType.TimestampTz) { Value = now.UtcDateTime },
            },
        };
#pragma warning restore CA2100
    }
}
