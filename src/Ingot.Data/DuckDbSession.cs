using System.Globalization;
using DuckDB.NET.Data;

namespace Ingot.Data;

/// <summary>One DuckDB database in memory. Row order is kept, and results do not depend on the number of threads.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDbSession()
    {
        _connection.Open();
        Execute("SET preserve_insertion_order=true");
        Execute("SET threads=1");
        Execute("SET TimeZone='UTC'");
        Execute("SET enable_progress_bar=false");
    }

    /// <summary>A name as SQL writes it.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as SQL writes it.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query; each as an array, null for NULL.</summary>
    public List<object?[]> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    public DuckDBDataReader Read(string sql)
    {
        // The reader owns the command's result; the command itself holds nothing that outlives it.
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }

    /// <summary>Fills a table row by row.</summary>
    public void Append(string table, Action<DuckDBAppender> rows)
    {
        using var appender = _connection.CreateAppender(table);
        rows(appender);
    }

    public long Count(string sql) => Convert.ToInt64(Query(sql)[0][0], CultureInfo.InvariantCulture);

    public void Dispose() => _connection.Dispose();
}
