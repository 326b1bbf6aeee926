using System.Data.Common;
using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Ingot.Runs.Stores;

/// <summary>
/// A store in one file, by SQLite. Readers and one writer work at once (write-ahead log), writers wait for each other. The file must lie on a
/// disk of this machine: SQLite's locks do not hold on network shares.
/// </summary>
public sealed class SqliteRunStore : SqlRunStore
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    private readonly string _path;
    private readonly IDiagnosticSink _diagnostics;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;

    /// <summary>Names the file; it is made when something is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Where it is said that the file was damaged.</param>
    /// <param name="time">Names the damaged file that is kept.</param>
    /// <param name="patience">How long a call waits for other processes; 30 seconds by default.</param>
    public SqliteRunStore(string path, IDiagnosticSink diagnostics, TimeProvider time, TimeSpan? patience = null)
    {
        _path = Path.GetFullPath(path);
        _diagnostics = diagnostics;
        _time = time;
        _patience = patience ?? TimeSpan.FromSeconds(30);
    }

    /// <inheritdoc />
    public override string Name => _path;

    /// <inheritdoc />
    public override void Check() => Guard(() =>
    {
        using var connection = Open(toWrite: false);
        return connection?.Scalar("PRAGMA quick_check(1)") is null or "ok" ? true : throw new SqliteException("The check of the file found damage.", Corrupt);
    });

    /// <inheritdoc />
    protected override DbConnection? Open(bool toWrite)
    {
        if (!File.Exists(_path))
        {
            if (!toWrite)
            {
                return null;
            }

            MakeFolder();
        }

        return Open(_path, toWrite ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
    }

    /// <inheritdoc />
    protected override DbTransaction Begin(DbConnection connection, bool toWrite) => ((SqliteConnection)connection).BeginTransaction(deferred: !toWrite);

    /// <inheritdoc />
    protected override T Guard<T>(Func<T> work)
    {
        try
        {
            return Try(work);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NoDatabase)
        {
            Salvage();
        }

        try
        {
            return Try(work);
        }
        catch (SqliteException e)
        {
            throw Refused($"The file is damaged and could not be replaced: {e.Message} Move it away, and a new one is made.", e);
        }
    }

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
        {
            throw Refused($"Another process has held the store for {_patience.TotalSeconds} s. Try again; if it lasts, look what has {Path.GetFileName(_path)} open.", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is ReadOnly or CannotOpen)
        {
            throw Refused($"The file cannot be opened or written: {e.Message} Make it and its folder writable, or name another store (INGOT_RUNS).", e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is not (Corrupt or NoDatabase))
        {
            throw Refused($"SQLite refused: {e.Message} Free disk space if there is none, or name another store (INGOT_RUNS).", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The file system refused: {e.Message} Make the folder writable, or name another store (INGOT_RUNS).", e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw Refused($"SQLite's native library cannot be loaded: {(e.InnerException ?? e).Message} Use a store in PostgreSQL, or none (INGOT_RUNS=none).", e);
        }
    }

    private SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = (int)Math.Ceiling(_patience.TotalSeconds),
        }.ConnectionString);
        try
        {
            connection.Open();
            MakeTables(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void MakeTables(SqliteConnection connection)
    {
        var form = Form(connection);
        if (form > RunTables.Newest)
        {
            throw Newer(form);
        }

        if (form == RunTables.Newest)
        {
            connection.Execute("PRAGMA synchronous = NORMAL");
            return;
        }

        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute("PRAGMA synchronous = NORMAL");
        using var transaction = connection.BeginTransaction(deferred: false);

        // Another process may have done it meanwhile.
        for (form = Form(connection); form < RunTables.Newest; form++)
        {
            connection.Execute(RunTables.Steps[form].Replace("{number}", "INTEGER PRIMARY KEY", StringComparison.Ordinal));
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {form}"));
        transaction.Commit();
    }

    private static int Form(SqliteConnection connection) => Convert.ToInt32(connection.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);

    // Git is told to leave the folder alone: people commit no stores by mistake.
    private void MakeFolder()
    {
        var folder = Path.GetDirectoryName(_path)!;
        if (Directory.Exists(folder))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        if (Path.GetFileName(folder) == RunStoreLocation.FolderName)
        {
            AtomicFile.Write(Path.Combine(folder, ".gitignore"), "*\n");
        }
    }

    // One process at a time; whoever comes later finds it done.
    private void Salvage() => Try(() =>
    {
        var deadline = _time.GetUtcNow() + _patience;
        using var held = PassingLock.Acquire(_path + ".lock", () => _time.GetUtcNow() > deadline)
            ?? throw Refused($"The file is damaged, and another process has been at work to save what is in it for {_patience.TotalSeconds} s. Try again.", null);
        if (IsWhole())
        {
            return true;
        }

        var salvage = new SqliteSalvage(_path);
        var temporary = $"{_path}.tmp-{Guid.NewGuid():N}";
        try
        {
            using (var fresh = Open(temporary, SqliteOpenMode.ReadWriteCreate))
            {
                salvage.CopyTo(fresh);

                // All of it in the file that gets the name.
                fresh.Execute("PRAGMA journal_mode = DELETE");
            }

            var kept = Keep();
            File.Move(temporary, _path);
            _diagnostics.Report(RunDiagnostics.StoreDamaged.At(
                new SourceLocation(_path),
                $"The store was damaged. {DiagnosticText.Count(salvage.Runs, "run")} of it could be read and {DiagnosticText.Agree(salvage.Runs, "is", "are")} in a new file{(salvage.IsWhole ? string.Empty : $"; rows of {DiagnosticText.List(salvage.Lost)} are lost")}. The damaged one is kept as {Path.GetFileName(kept)}: delete it when nothing of it is missed."));
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    private bool IsWhole()
    {
        try
        {
            using var connection = Open(_path, SqliteOpenMode.ReadWrite);
            return connection.Scalar("PRAGMA quick_check(1)") is "ok";
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NoDatabase)
        {
            return false;
        }
    }

    private string Keep()
    {
        var kept = Path.ChangeExtension(_path, string.Create(CultureInfo.InvariantCulture, $".damaged-{_time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss}{Path.GetExtension(_path)}"));
        File.Move(_path, kept);
        if (File.Exists(_path + "-wal"))
        {
            File.Move(_path + "-wal", kept + "-wal");
        }

        File.Delete(_path + "-shm");
        return kept;
    }
}
