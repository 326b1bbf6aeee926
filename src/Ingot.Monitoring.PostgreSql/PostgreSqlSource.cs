using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Windows;
using Npgsql;

namespace Ingot.Monitoring.PostgreSql;

/// <summary>
/// A prediction log in PostgreSQL, as <see cref="PostgreSqlStore"/> writes it. The window is copied into Parquet files in a temporary
/// folder, some thousand rows at a time, and read from there: the database answers one query a table, in the order of time.
/// </summary>
public sealed class PostgreSqlSource : ServedSource
{
    private readonly string _connectionString;
    private readonly Tables _tables;

    /// <summary>Says where; nothing is connected to yet.</summary>
    /// <param name="connectionString">The connection string, as Npgsql has it.</param>
    /// <param name="schema">The schema of the tables.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names no host.</exception>
    public PostgreSqlSource(string connectionString, string schema = PostgreSqlStore.DefaultSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new ArgumentException("The connection string names no host.", nameof(connectionString));
        }

        builder.ApplicationName ??= "Ingot";
        builder.Pooling = false;
        _connectionString = builder.ConnectionString;
        _tables = new Tables(schema);
        Name = FormattableString.Invariant($"{builder.Host}:{builder.Port}/{builder.Database} ({schema})");
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <summary>A folder, which need not exist, for the copy of each window; it is deleted with the window. Default: one of the machine's temporary folder.</summary>
    public string? ScratchFolder { get; init; }

    /// <inheritdoc />
    public override ServedFiles Find(WindowQuery query, DateTimeOffset now)
    {
        if (query.Package is null)
        {
            throw new IngotException(MonitorDiagnostics.SourceUnavailable.At(SourceLocation.None, $"'{Name}' has several packages, and the window names none. Name one."));
        }

        var folder = ScratchFolder is { } own ? Directory.CreateDirectory(own) : Directory.CreateTempSubdirectory("ingot-postgresql-");
        try
        {
            using var connection = new NpgsqlConnection(_connectionString);
            connection.Open();

            // All queries see the same rows.
            using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
            var copy = new WindowCopy(connection, _tables, query, now, folder.FullName);
            return new ServedFiles(copy.Predictions(), copy.Labels()) { Others = copy.Others(), TemporaryFolder = folder.FullName };
        }
        catch (Exception e)
        {
            folder.Delete(recursive: true);
            throw e is NpgsqlException or TimeoutException
                ? new IngotException(MonitorDiagnostics.SourceUnavailable.At(SourceLocation.None, $"'{Name}' refused: {DiagnosticText.Escape(e.Message.Split('\n')[0].TrimEnd('.'))}. Is the database reachable, and may this user read the tables predictions and labels? Correct the connection or the rights."), e)
                : e;
        }
    }
}
