using System.Data;
using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;
using Table = Ingot.Core.Tables.Table;
using DuckDBErrorType = DuckDB.NET.Native.DuckDBErrorType;
using NativeMethods = DuckDB.NET.Native.NativeMethods;

namespace Ingot.Data;

/// <summary>
/// One DuckDB database in memory. Row order is kept. What the file system refuses is an <see cref="IOException"/> here as
/// everywhere in .NET. SQL may reach any file that the process can: nothing of it may come from data but through
/// <see cref="Name"/> and <see cref="Text"/>.
/// </summary>
public sealed class DuckDbSession : IDisposable
{
    private const string OnDisk = "on_disk";
    private const int MostMegabytes = 1 << 16;
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly Dictionary<(object Reader, string Kind), string> _functions = [];
    private int _megabytes;
    private int _threads = 1;

    /// <summary>Makes an empty database.</summary>
    /// <param name="threads">How many threads queries may use; sums of floating-point numbers need one.</param>
    public DuckDbSession(int threads = 1)
    {
        _connection.Open();
        Execute("SET preserve_insertion_order=true");
        Execute("SET TimeZone='UTC'");
        Execute("SET enable_progress_bar=false");
        Execute("SET autoinstall_known_extensions=false");
        Execute($"SET temp_directory={Text(Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"ingot-duckdb-{Environment.ProcessId}")))}");
        UseThreads(threads);
    }

    /// <summary>A name as SQL writes it.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as SQL writes it.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>
    /// From now on tables are made in a file, of which memory holds as much as there is room for: what is large need not be in memory to be read a few times.
    /// More room is made when a statement cannot do without. A table that was there before is <c>memory.</c> and its name from then on.
    /// </summary>
    /// <param name="file">The file, which does not exist yet.</param>
    /// <param name="megabytes">How much room there is.</param>
    internal void KeepOnDisk(string file, int megabytes)
    {
        // It is read as often as it is written: to compress it would take longer than either.
        Execute("SET force_compression='uncompressed'");
        Execute("SET wal_autocheckpoint='1TB'");
        Execute($"ATTACH {Text(file)} AS {OnDisk}");
        Execute($"USE {OnDisk}");
        _megabytes = megabytes;
        SetRoom();
    }

    /// <summary>Does what takes memory, and again with more of it as long as there is too little.</summary>
    internal void WithRoom(Action work)
    {
        while (true)
        {
            var megabytes = _megabytes;
            try
            {
                work();
                return;
            }
            catch (DuckDBException e) when (e.ErrorType == DuckDBErrorType.OutOfMemory && megabytes is > 0 and < MostMegabytes)
            {
                lock (_functions)
                {
                    if (_megabytes == megabytes)
                    {
                        _megabytes *= 2;
                        SetRoom();
                    }
                }
            }
        }
    }

    internal void UseThreads(int threads)
    {
        _threads = Math.Max(threads, 1);
        Execute(FormattableString.Invariant($"SET threads={_threads}"));
    }

    /// <summary>
    /// Does what is about so many columns with one thread where they are very many: each thread of DuckDB has room for 2,048 rows of all of them, and of 10,000 columns of
    /// text two threads take four times the memory of one, and more than twice its processor time.
    /// </summary>
    internal void Narrowly(int columns, Action work)
    {
        const int many = 1000;
        var threads = _threads;
        if (columns <= many || threads == 1)
        {
            work();
            return;
        }

        UseThreads(1);
        try
        {
            work();
        }
        finally
        {
            UseThreads(threads);
        }
    }

    /// <summary>From now on SQL reaches no file, except that it may write into a folder, and read some: a project's conditions are SQL too.</summary>
    /// <param name="folder">Where files are written.</param>
    /// <param name="files">The files that are read. Statements could write them too: what stands in a condition must not be one (<see cref="HasMoreStatements"/>).</param>
    internal void Confine(string folder, IEnumerable<string> files)
    {
        Execute($"SET allowed_directories=[{Text(folder)}]");
        Execute($"SET allowed_paths=[{string.Join(", ", files.Select(Text))}]");
        Execute("SET enable_external_access=false");
    }

    /// <summary>From now on SQL reaches no file but this one.</summary>
    internal void ConfineToFile(string path)
    {
        Execute($"SET allowed_paths=[{Text(path)}]");
        Execute("SET enable_external_access=false");
    }

    /// <summary>From now on SQL reaches no file but these, and can no longer change what it may.</summary>
    /// <param name="paths">Full paths of the files.</param>
    public void ConfineToFiles(IEnumerable<string> paths)
    {
        Execute($"SET allowed_paths=[{string.Join(", ", paths.Select(Text))}]");
        Execute("SET enable_external_access=false");
        Execute("SET lock_configuration=true");
    }

    /// <summary>The rows of a query, one after the other, as they are asked for: the reader's record is that of the current row only.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="isStreamed">Whether rows are computed as they are asked for; else all of them are when the first is.</param>
    /// <param name="cancellation">Interrupts the query.</param>
    public IEnumerable<IDataReader> Rows(string sql, bool isStreamed = false, CancellationToken cancellation = default)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = isStreamed;
        using var registration = cancellation.Register(command.Cancel);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader;
        }
    }

    /// <summary>Makes a function of SQL from text to a number; NULL where it gives none, and of NULL.</summary>
    /// <returns>Its name.</returns>
    internal string Function(Func<string, double?> function) => Register(function.Target!, "number", name => _connection.RegisterScalarFunction<string, double?>(name, Rows(function)));

    /// <summary>Makes a function of SQL from text to a whole number; NULL where it gives none, and of NULL.</summary>
    /// <returns>Its name.</returns>
    internal string Function(Func<string, long?> function) => Register(function.Target!, "date", name => _connection.RegisterScalarFunction<string, long?>(name, Rows(function)));

    /// <summary>Runs a statement that has no result.</summary>
    /// <exception cref="IOException">The file system refused.</exception>
    public void Execute(string sql) => WithRoom(() => Execute(_connection, sql));

    /// <summary>Whether a condition in a statement ends it and begins another one, as none should.</summary>
    internal bool HasMoreStatements(string sql)
    {
        var count = NativeMethods.ExtractStatements.DuckDBExtractStatements(_connection.NativeConnection, sql, out var statements);
        statements.Dispose();
        return count > 1;
    }

    /// <summary>
    /// Runs statements that have no result beside what else is asked of the database, each on a thread of its own; of tables that are kept on disk one after the other, since
    /// they are there to spare memory.
    /// </summary>
    /// <returns>Ends when they have; fails as <see cref="Execute(string)"/> does.</returns>
    internal Task ExecuteBeside(IReadOnlyList<string> statements) => _megabytes > 0
        ? Task.Run(() => ExecuteApart(statements))
        : Task.WhenAll(statements.Select(s => Task.Run(() => ExecuteApart([s]))));

    private void ExecuteApart(IReadOnlyList<string> statements)
    {
        using var connection = _connection.Duplicate();
        connection.Open();
        if (_megabytes > 0)
        {
            Execute(connection, $"USE {OnDisk}");
        }

        foreach (var sql in statements)
        {
            WithRoom(() => Execute(connection, sql));
        }
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException e) when (IsFileSystem(e))
        {
            throw new IOException(FirstLine(e.Message), e);
        }
    }

    /// <summary>The rows of a query; each as an array, null for NULL.</summary>
    public IReadOnlyList<object?[]> Query(string sql)
    {
        List<object?[]> rows = [];
        WithRoom(() => rows = Ask(sql));
        return rows;
    }

    /// <summary>
    /// What a query without groups says of each of many things: the same few expressions for every one, all in as few scans as
    /// the width of a query allows.
    /// </summary>
    /// <returns>The values of each thing's expressions, in their order.</returns>
    internal List<object?[]> Aggregate<T>(string relation, IReadOnlyList<T> things, Func<T, IReadOnlyList<string>> expressions)
    {
        // The time to plan a query grows faster than its width.
        const int widest = 100;
        var all = new List<object?[]>(things.Count);
        var batch = new List<IReadOnlyList<string>>();
        foreach (var thing in things)
        {
            batch.Add(expressions(thing));
            if (batch.Sum(e => e.Count) >= widest)
            {
                Flush();
            }
        }

        Flush();
        return all;

        void Flush()
        {
            var wanted = string.Join(", ", batch.SelectMany(e => e));
            var values = wanted.Length > 0 ? Query($"SELECT {wanted} FROM {relation}")[0] : [];
            var at = 0;
            foreach (var e in batch)
            {
                all.Add(values[at..(at + e.Count)]);
                at += e.Count;
            }

            batch.Clear();
        }
    }

    /// <summary>The whole number in the first row and column of a query.</summary>
    public long Count(string sql) => Integer(Query(sql)[0][0]);

    /// <summary>A whole number of a result; sums and conditional counts are larger than others.</summary>
    public static long Integer(object? value) => value is BigInteger large ? (long)large : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    /// <summary>What went wrong, without DuckDB's excerpt of the query.</summary>
    internal static string FirstLine(string message) => message.Split('\n')[0].Trim();

    /// <summary>Hands on the result of a query in its order, some thousand rows at once, column by column.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="take">Takes some rows; they are gone when it returns.</param>
    /// <param name="isStreamed">Whether rows are computed as they are taken, so that memory holds few of them; else all of them are before the first is taken.</param>
    public void ReadBatches(string sql, Action<RecordBatch> take, bool isStreamed = false)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = isStreamed;
        using var stream = command.ExecuteArrowStream();
        while (stream.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using (batch)
            {
                take(batch);
            }
        }
    }

    /// <summary>Fills a table row by row.</summary>
    /// <param name="table">The table, as SQL writes it.</param>
    /// <param name="rows">Appends the rows.</param>
    public void Append(string table, Action<DuckDBAppender> rows)
    {
        using var appender = _connection.CreateAppender(table);
        rows(appender);
    }

    /// <summary>Fills a table with one in memory.</summary>
    /// <param name="name">The table's name; it has the same columns, as DOUBLE, BOOLEAN, TIMESTAMP and VARCHAR.</param>
    /// <param name="table">The rows.</param>
    internal void Append(string name, Table table) => TableAppender.Append(_connection.NativeConnection, name, table);

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private List<object?[]> Ask(string sql)
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

    private void SetRoom() => Execute(_connection, FormattableString.Invariant($"SET memory_limit='{_megabytes}MB'"));

    private string Register(object reader, string kind, Action<string> register)
    {
        if (!_functions.TryGetValue((reader, kind), out var name))
        {
            name = FormattableString.Invariant($"ingot_{kind}_{_functions.Count}");
            register(name);
            _functions.Add((reader, kind), name);
        }

        return name;
    }

    private static Action<IReadOnlyList<IDuckDBDataReader>, IDuckDBDataWriter, ulong> Rows<T>(Func<string, T?> function)
        where T : struct => (readers, writer, rows) =>
        {
            for (var row = 0UL; row < rows; row++)
            {
                if (readers[0].IsValid(row) && function(readers[0].GetValue<string>(row)) is { } value)
                {
                    writer.WriteValue(value, row);
                }
                else
                {
                    writer.WriteNull(row);
                }
            }
        };

    private static bool IsFileSystem(DuckDBException e) =>
        e.ErrorType == DuckDBErrorType.Io || e.Message.StartsWith("IO Error", StringComparison.Ordinal);
}
