using System.Data.Common;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;

namespace Ingot.Runs.Stores;

/// <summary>A store in a database: what SQLite and PostgreSQL have in common.</summary>
public abstract class SqlRunStore : IRunStore
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public void Save(IReadOnlyCollection<Run> runs, RunOwner? owner, DateTimeOffset now)
    {
        if (runs.Count > 0)
        {
            Write(connection =>
            {
                using var writer = new RunWriter(connection);
                foreach (var run in runs)
                {
                    writer.Write(run, owner, now);
                }

                return runs.Count;
            });
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<Run> Read(RunQuery query) => Look<IReadOnlyList<Run>>(connection => new RunReader(connection, query).Read(), []);

    /// <inheritdoc />
    public IReadOnlyList<string> FindIds(string part, int most)
    {
        var text = part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        return Look<IReadOnlyList<string>>(
            connection => connection.Rows(r => r.GetString(0), @"SELECT id FROM runs WHERE id LIKE @p0 ESCAPE '\' OR id LIKE @p1 ESCAPE '\' ORDER BY id DESC LIMIT @p2", text + "%", "%" + text, (long)most), []);
    }

    /// <inheritdoc />
    public void Beat(string id, DateTimeOffset now) =>
        Write(connection => connection.Execute("UPDATE runs SET seen = @p0 WHERE id = @p1 AND state = @p2", RunColumns.Time(now), id, nameof(RunState.Running)));

    /// <inheritdoc />
    public int MarkKilled(Func<RunOwner?, DateTimeOffset, bool> isGone)
    {
        ArgumentNullException.ThrowIfNull(isGone);
        var running = Look(
            connection => connection.Rows(
                r => (Id: r.GetString(0), Seen: r.GetInt64(1), Owner: RunColumns.Text(r, 2) is { } machine ? new RunOwner(machine, (int)(RunColumns.Number(r, 3) ?? 0), RunColumns.Number(r, 4) ?? 0) : null),
                "SELECT id, seen, owner_machine, owner_process, owner_started FROM runs WHERE state = @p0",
                nameof(RunState.Running)),
            []);
        var gone = running.Where(r => isGone(r.Owner, DateTimeOffset.FromUnixTimeMilliseconds(r.Seen))).ToList();

        // Of one that gave a sign of life meanwhile nothing is said. When it ended nobody knows: it was last seen then.
        return gone.Count == 0 ? 0 : Write(connection => gone.Sum(r => connection.Execute(
            "UPDATE runs SET state = @p0, ended = seen WHERE id = @p1 AND state = @p2 AND seen = @p3", nameof(RunState.Killed), r.Id, nameof(RunState.Running), r.Seen)));
    }

    /// <inheritdoc />
    public void SetNotes(string id, string? notes) => Write(connection => connection.Execute("UPDATE runs SET notes = @p0 WHERE id = @p1", notes, id));

    /// <inheritdoc />
    public void Tag(string id, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed) => Write(connection =>
    {
        foreach (var tag in removed)
        {
            connection.Execute("DELETE FROM tags WHERE name = @p0 AND run IN (SELECT number FROM runs WHERE id = @p1)", tag, id);
        }

        foreach (var tag in added)
        {
            connection.Execute("INSERT INTO tags (run, name) SELECT number, @p0 FROM runs WHERE id = @p1 ON CONFLICT DO NOTHING", tag, id);
        }

        return added.Count + removed.Count;
    });

    /// <inheritdoc />
    public int Delete(IReadOnlyCollection<string> ids) => Write(connection =>
    {
        var deleted = 0;
        for (var left = new Queue<string>(ids); left.TryDequeue(out var id);)
        {
            connection.Rows(r => r.GetString(0), "SELECT id FROM runs WHERE parent = @p0", id).ForEach(left.Enqueue);
            deleted += connection.Execute("DELETE FROM runs WHERE id = @p0", id);
        }

        return deleted;
    });

    /// <inheritdoc />
    public abstract void Check();

    /// <summary>Opens the database with tables of the newest form; null: there is none yet, and it is not to be made.</summary>
    protected abstract DbConnection? Open(bool toWrite);

    /// <summary>Begins what is seen as of one moment, or written as a whole.</summary>
    protected abstract DbTransaction Begin(DbConnection connection, bool toWrite);

    /// <summary>Does something with the database; what it refuses becomes a diagnostic.</summary>
    protected abstract T Guard<T>(Func<T> work);

    /// <summary>What the store refuses (INGOT9202).</summary>
    /// <param name="reason">Why, and the remedy, as sentences.</param>
    /// <param name="inner">What it threw.</param>
    protected IngotException Refused(FormattableString reason, Exception? inner) =>
        new(RunDiagnostics.StoreRefused.At(new SourceLocation(Name), reason), inner);

    /// <summary>What is said of tables of a newer form (INGOT9020).</summary>
    /// <param name="form">Their form.</param>
    protected IngotException Newer(int form) => new(InfrastructureDiagnostics.NewerFile.At(
        new SourceLocation(Name), $"The store of runs has the form {form}, so a newer Ingot made it; this one ({ToolVersion.Current}) knows forms up to {RunTables.Newest}. Update Ingot, or name another store (INGOT_RUNS)."));

    private T Look<T>(Func<DbConnection, T> work, T none) => Guard(() =>
    {
        using var connection = Open(toWrite: false);
        if (connection is null)
        {
            return none;
        }

        using var transaction = Begin(connection, toWrite: false);
        return work(connection);
    });

    private T Write<T>(Func<DbConnection, T> work) => Guard(() =>
    {
        using var connection = Open(toWrite: true)!;
        using var transaction = Begin(connection, toWrite: true);
        var result = work(connection);
        transaction.Commit();
        return result;
    });
}
