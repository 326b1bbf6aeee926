using System.Globalization;
using Ingot.Core;
using Ingot.Core.Tables;

namespace Ingot.Data;

/// <summary>Tables as Parquet files: DOUBLE, BOOLEAN, TIMESTAMP and VARCHAR columns.</summary>
public static class ParquetTable
{
    // Of fewer rows it is not worth opening the file again.
    private const long ManyRows = 100_000;

    /// <summary>The names of a file's columns, in order.</summary>
    public static IReadOnlyList<string> ColumnNames(string path)
    {
        using var session = new DuckDbSession();
        return [.. session.Query($"DESCRIBE SELECT * FROM {Source(path)}").Select(r => (string)r[0]!)];
    }

    /// <summary>Reads columns, in the order asked for; rows in the order of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="threads">How many threads may read, each some of the columns; the table does not depend on it.</param>
    public static Table Read(string path, IEnumerable<string> columns, int threads = 1)
    {
        var wanted = columns.ToList();
        var parts = Math.Min(threads, wanted.Count);
        using var session = new DuckDbSession();
        if (parts <= 1 || session.Count($"SELECT count(*) FROM {Source(path)}") < ManyRows)
        {
            return Read(session, Source(path), wanted, isStreamed: true);
        }

        // Texts cost more than numbers, and columns that are alike stand side by side: each thread takes every so many-th.
        var found = new Table[parts];
        SideBySide.Run(threads, [.. Enumerable.Range(0, parts).Select(Action (part) => () =>
        {
            using var own = new DuckDbSession();
            found[part] = Read(own, Source(path), [.. wanted.Where((_, c) => c % parts == part)], isStreamed: true);
        })]);
        return new Table([.. wanted.Select((_, c) => found[c % parts].Columns[c / parts])], found[0].Rows);
    }

    /// <summary>Reads columns of a table, or of anything else that stands after FROM.</summary>
    /// <param name="session">The database.</param>
    /// <param name="relation">The table, as SQL writes it.</param>
    /// <param name="columns">The names of the columns, in the order asked for.</param>
    public static Table Read(DuckDbSession session, string relation, IEnumerable<string> columns) => Read(session, relation, [.. columns], isStreamed: false);

    private static Table Read(DuckDbSession session, string relation, List<string> wanted, bool isStreamed)
    {
        var types = session.Query($"DESCRIBE SELECT * FROM {relation}")
            .ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);
        var rows = (int)session.Count($"SELECT count(*) FROM {relation}");
        var builders = wanted.Select(c => ColumnBuilder.Create(c, types[c], rows)).ToList();
        var read = 0;
        session.ReadBatches($"SELECT {string.Join(", ", builders.Select(b => b.Expression))} FROM {relation}", batch =>
        {
            for (var c = 0; c < builders.Count; c++)
            {
                builders[c].Add(batch.Column(c), read);
            }

            read += batch.Length;
        }, isStreamed);
        return new Table([.. builders.Select(b => b.Build())], rows);
    }

    /// <summary>Writes a table; the same table gives the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="sqlTypes">SQL types of number columns that are not to be DOUBLE, by name, such as FLOAT or BIGINT.</param>
    public static void Write(string path, Table table, IReadOnlyDictionary<string, string>? sqlTypes = null)
    {
        using var session = new DuckDbSession();
        var definitions = table.Columns.Select(c => $"{DuckDbSession.Name(c.Name)} {SqlType(c)}");
        session.Execute($"CREATE TABLE t ({string.Join(", ", definitions)})");
        session.Append("t", table);
        var stored = table.Columns.Select(c =>
            sqlTypes?.GetValueOrDefault(c.Name) is { } type ? $"{DuckDbSession.Name(c.Name)}::{type} AS {DuckDbSession.Name(c.Name)}" : DuckDbSession.Name(c.Name));
        session.Execute($"COPY (SELECT {string.Join(", ", stored)} FROM t) TO {DuckDbSession.Text(path)} (FORMAT parquet, COMPRESSION zstd)");
    }

    /// <summary>The 0-based positions of the rows that fulfil an SQL condition.</summary>
    public static int[] RowsWhere(string path, string sqlCondition)
    {
        using var session = new DuckDbSession();
        session.ConfineToFile(path);
        return
        [
            .. session.Query($"SELECT file_row_number FROM read_parquet({DuckDbSession.Text(path)}, file_row_number=true) WHERE ({sqlCondition}\n) ORDER BY 1")
                .Select(r => Convert.ToInt32(r[0], CultureInfo.InvariantCulture)),
        ];
    }

    private static string Source(string path) => $"read_parquet({DuckDbSession.Text(path)})";

    private static string SqlType(TableColumn column) => column switch
    {
        NumberColumn => "DOUBLE",
        BooleanColumn => "BOOLEAN",
        DateColumn => "TIMESTAMP",
        _ => "VARCHAR",
    };
}
