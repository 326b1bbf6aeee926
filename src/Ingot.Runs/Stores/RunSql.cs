using System.Data.Common;
using System.Globalization;

namespace Ingot.Runs.Stores;

/// <summary>Commands with values, the same for every database.</summary>
internal static class RunSql
{
    /// <summary>A command whose values are <c>@p0</c>, <c>@p1</c>, ….</summary>
    public static DbCommand Command(this DbConnection connection, string sql, params IReadOnlyList<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (i, value) in values.Index())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Executes what has no rows.</summary>
    public static int Execute(this DbConnection connection, string sql, params IReadOnlyList<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row.</summary>
    public static object? Scalar(this DbConnection connection, string sql, params IReadOnlyList<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    /// <summary>Reads all rows.</summary>
    public static List<T> Rows<T>(this DbConnection connection, Func<DbDataReader, T> read, string sql, params IReadOnlyList<object?> values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>A statement that adds a row, or replaces the values of the row with the same key.</summary>
    public static string Upsert(string table, IReadOnlyList<string> columns, IReadOnlyCollection<string> key, IReadOnlyCollection<string>? kept = null)
    {
        var replaced = columns.Except(key).Except(kept ?? []).Select(c => $"{c} = excluded.{c}").ToList();
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))}) ON CONFLICT ({string.Join(", ", key)}) DO "
            + (replaced.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", replaced)}");
    }
}
