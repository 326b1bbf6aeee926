using System.Data;
using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Ingot.Runs.Stores;

/// <summary>A store for a team, in a PostgreSQL database. Tables are made when they are missing, in a schema of their own.</summary>
public sealed class PostgreSqlRunStore : SqlRunStore
{
    /// <summary>The name of the schema of the tables, unless another is asked for.</summary>
    public const string DefaultSchema = "ingot_runs";

    private readonly string _connectionString;
    private readonly string _schema;
    private bool _hasTables;

    /// <summary>Says where; nothing is connected to yet.</summary>
    /// <param name="connectionString">The connection string, as Npgsql has it.</param>
    /// <param name="schema">The schema of the tables; it is made when it is missing.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names no host.</exception>
    public PostgreSqlRunStore(string connectionString, string schema = DefaultSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new ArgumentException("The connection string names no host.", nameof(connectionString));
        }

        builder.ApplicationName ??= "Ingot";
        builder.SearchPath = Quoted(schema);

        // A few calls a build need no connection in between, and no kept connection can turn out to be dead.
        builder.Pooling = false;
        _connectionString = builder.ConnectionString;
        _schema = schema;
        Name = string.Create(CultureInfo.InvariantCulture, $"postgresql://{builder.Host}:{builder.Port}/{builder.Database}");
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override void Check()
    {
        // The server looks after its own files.
    }

    /// <inheritdoc />
    protected override DbConnection? Open(bool toWrite)
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            if (!_hasTables)
            {
                MakeTables(connection);
                _hasTables = true;
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    protected override DbTransaction Begin(DbConnection connection, bool toWrite) =>
        connection.BeginTransaction(toWrite ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead);

    /// <inheritdoc />
    protected override T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw Refused($"PostgreSQL refused: {e.Message.TrimEnd('.')}. Look whether the server can be reached and the user may use the schema {_schema}, or name another store (INGOT_RUNS).", e);
        }
    }

    // One process at a time: two that make the same table at once would fail. Whoever may only read finds them made by somebody else.
    private void MakeTables(NpgsqlConnection connection)
    {
        if (Form(connection) == RunTables.Newest)
        {
            return;
        }

        using var transaction = connection.BeginTransaction();
        connection.Execute("SELECT pg_advisory_xact_lock(hashtext('ingot'), hashtext(@p0))", _schema);
        connection.Execute($"CREATE SCHEMA IF NOT EXISTS {Quoted(_schema)}");
        connection.Execute("CREATE TABLE IF NOT EXISTS form (version BIGINT NOT NULL)");
        connection.Execute("INSERT INTO form (version) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM form)");

        // Not by Form: within a transaction the server may still believe that there is no such schema.
        var form = (int)(long)connection.Scalar("SELECT version FROM form")!;
        for (; form < RunTables.Newest; form++)
        {
            connection.Execute(RunTables.Steps[form].Replace("{number}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal));
        }

        connection.Execute("UPDATE form SET version = @p0", (long)form);
        transaction.Commit();
    }

    private int Form(NpgsqlConnection connection)
    {
        var form = connection.Scalar("SELECT to_regclass(@p0) IS NOT NULL", $"{Quoted(_schema)}.form") is true ? (int)(long)connection.Scalar("SELECT version FROM form")! : 0;
        return form > RunTables.Newest ? throw Newer(form) : form;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
