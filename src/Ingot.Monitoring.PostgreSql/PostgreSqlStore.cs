using Apache.Arrow;
using Ingot.Monitoring.Journals;
using Ingot.Monitoring.Predictions;
using Npgsql;
using NpgsqlTypes;

namespace Ingot.Monitoring.PostgreSql;

/// <summary>
/// Puts the rows of a prediction log into a PostgreSQL database, in place of Parquet files. The journals stay what they are: on
/// the disk of the process, apart from the requests. Each is stored in one transaction, which also says that it was stored,
/// so neither a kill nor a lost connection stores a row twice. While the database cannot be reached, journals stay on the disk,
/// up to <see cref="PredictionLogOptions.MaxJournalBytes"/>. Tables are made when they are missing.
/// </summary>
public sealed class PostgreSqlStore : PredictionStore
{
    /// <summary>The name of the schema of the tables, unless another is asked for.</summary>
    public const string DefaultSchema = "ingot";

    // States of SQL that are about the rows: bad data, broken constraints. All others may go away.
    private static readonly string[] AboutRows = ["22", "23"];

    private readonly string _connectionString;
    private readonly Tables _tables;
    private volatile bool _hasTables;

    /// <summary>Says where; nothing is connected to yet.</summary>
    /// <param name="connectionString">The connection string, as Npgsql has it.</param>
    /// <param name="schema">The schema of the tables; it is made when it is missing.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names no host.</exception>
    public PostgreSqlStore(string connectionString, string schema = DefaultSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new ArgumentException("The connection string names no host.", nameof(connectionString));
        }

        builder.ApplicationName ??= "Ingot";

        // One journal a minute needs no connection in between, and no kept connection can turn out to be dead.
        builder.Pooling = false;
        _connectionString = builder.ConnectionString;
        _tables = new Tables(schema);
    }

    /// <inheritdoc />
    public override long Store(FinishedJournal journal)
    {
        var rows = 0L;
        Do(connection =>
        {
            rows = 0;
            using (var transaction = connection.BeginTransaction())
            {
                if (Execute(connection, $"INSERT INTO {_tables.Journals} (journal) VALUES ($1) ON CONFLICT DO NOTHING", journal.Name) == 1)
                {
                    rows = Copy(connection, journal);
                }

                transaction.Commit();
            }

            // As long as the file is there, the row must say that it was stored.
            journal.Delete();
            Execute(connection, $"DELETE FROM {_tables.Journals} WHERE journal = $1", journal.Name);
        });
        return rows;
    }

    /// <inheritdoc />
    public override Exception? DeleteOld(TimeSpan retention, DateTimeOffset now)
    {
        if (retention >= now - DateTimeOffset.UnixEpoch)
        {
            return null;
        }

        var oldest = (now - retention).UtcDateTime;
        try
        {
            Do(connection =>
            {
                Execute(connection, $"DELETE FROM {_tables.Predictions} WHERE ingot_timestamp < $1", oldest);
                Execute(
                    connection,
                    $"DELETE FROM {_tables.Labels} l WHERE l.ingot_labelled < $1 AND NOT EXISTS (SELECT FROM {_tables.Predictions} p WHERE p.ingot_package = l.ingot_package AND p.ingot_id = l.ingot_id AND p.ingot_row = l.ingot_row)",
                    oldest.AddDays(-1));
            });
            return null;
        }
        catch (StoreUnavailableException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            return e;
        }
    }

    private void Do(Action<NpgsqlConnection> action)
    {
        try
        {
            using var connection = new NpgsqlConnection(_connectionString);
            connection.Open();
            MakeTables(connection);
            action(connection);
        }
        catch (PostgresException e) when (System.Array.Exists(AboutRows, s => e.SqlState.StartsWith(s, StringComparison.Ordinal)))
        {
            throw;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // Perhaps the tables were dropped: they are looked for again.
            _hasTables = false;
            throw new StoreUnavailableException($"PostgreSQL refused: {e.Message}", e);
        }
    }

    private void MakeTables(NpgsqlConnection connection)
    {
        if (_hasTables)
        {
            return;
        }

        // Whoever may only insert finds them made by somebody else.
        using var look = new NpgsqlCommand("SELECT to_regclass($1) IS NULL", connection) { Parameters = { new() { Value = _tables.LabelledPredictions } } };
        if ((bool)look.ExecuteScalar()!)
        {
            using var transaction = connection.BeginTransaction();
#pragma warning disable CA2100 // Only the schema's name is not a constant, and it is quoted.
            using var create = new NpgsqlCommand(_tables.Create, connection, transaction);
#pragma warning restore CA2100
            create.ExecuteNonQuery();
            transaction.Commit();
        }

        _hasTables = true;
    }

    private long Copy(NpgsqlConnection connection, FinishedJournal journal)
    {
        var rows = 0L;
        NpgsqlBinaryImporter? importer = null;
        try
        {
            foreach (var batch in journal.ReadBatches())
            {
                importer ??= connection.BeginBinaryImport(batch.IsLabels ? _tables.CopyLabels : _tables.CopyPredictions);
                for (var row = 0; row < batch.Rows.Length; row++)
                {
                    importer.StartRow();
                    if (batch.IsLabels)
                    {
                        WriteLabel(importer, batch, row, journal.Name);
                    }
                    else
                    {
                        WritePrediction(importer, batch, row);
                    }

                    rows++;
                }
            }

            importer?.Complete();
            return rows;
        }
        finally
        {
            importer?.Dispose();
        }
    }

    private static void WritePrediction(NpgsqlBinaryImporter importer, JournalBatch batch, int row)
    {
        var rows = batch.Rows;
        WriteText(importer, rows.Column(0), row);
        importer.Write(ColumnValues.Integer(rows.Column(1), row), NpgsqlDbType.Bigint);
        importer.Write(ColumnValues.Instant(rows.Column(2), row), NpgsqlDbType.TimestampTz);
        importer.Write(ColumnValues.Integer(rows.Column(3), row), NpgsqlDbType.Bigint);
        for (var c = 4; c < batch.Inputs.Start.Value; c++)
        {
            WriteText(importer, rows.Column(c), row);
        }

        importer.Write(ColumnValues.Json(batch, batch.Inputs, row), NpgsqlDbType.Jsonb);
        importer.Write(ColumnValues.Json(batch, batch.Outputs, row), NpgsqlDbType.Jsonb);
    }

    private static void WriteLabel(NpgsqlBinaryImporter importer, JournalBatch batch, int row, string journal)
    {
        var rows = batch.Rows;
        WriteText(importer, rows.Column(0), row);
        importer.Write(ColumnValues.Integer(rows.Column(1), row), NpgsqlDbType.Bigint);
        WriteText(importer, rows.Column(2), row);
        if (rows.Column(3).IsNull(row))
        {
            importer.WriteNull();
        }
        else
        {
            importer.Write(((DoubleArray)rows.Column(3)).GetValue(row)!.Value, NpgsqlDbType.Double);
        }

        importer.Write(ColumnValues.Instant(rows.Column(4), row), NpgsqlDbType.TimestampTz);
        importer.Write(ColumnValues.Integer(rows.Column(5), row), NpgsqlDbType.Bigint);
        importer.Write(batch.Package, NpgsqlDbType.Text);
        importer.Write(journal, NpgsqlDbType.Text);
    }

    private static void WriteText(NpgsqlBinaryImporter importer, IArrowArray column, int row)
    {
        if (ColumnValues.Text(column, row) is { } text)
        {
            importer.Write(text, NpgsqlDbType.Text);
        }
        else
        {
            importer.WriteNull();
        }
    }

    private static int Execute(NpgsqlConnection connection, string sql, object parameter)
    {
#pragma warning disable CA2100 // Only the names of tables are not constants, and they are quoted.
        using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = parameter } } };
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }
}
