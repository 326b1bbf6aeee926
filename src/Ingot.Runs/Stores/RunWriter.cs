using System.Data.Common;
using Ingot.Core.Runs;

namespace Ingot.Runs.Stores;

/// <summary>Writes runs within a transaction; the statements are prepared once for all of them.</summary>
internal sealed class RunWriter : IDisposable
{
    private static readonly string[] OfOwner = ["owner_machine", "owner_process", "owner_started", "seen"];

    private readonly DbCommand _run;
    private readonly DbCommand _parameter;
    private readonly DbCommand _metric;
    private readonly DbCommand _step;
    private readonly DbCommand _tag;

    public RunWriter(DbConnection connection)
    {
        string[] columns = [.. RunColumns.Written, .. OfOwner];
        _run = Make(connection, RunSql.Upsert("runs", columns, ["id"], RunColumns.OfPeople) + " RETURNING number", columns.Length);
        _parameter = Make(connection, RunSql.Upsert("parameters", ["run", "name", "value"], ["run", "name"]), 3);
        _metric = Make(connection, RunSql.Upsert("metrics", ["run", "name", "data", "slice", "value", "low", "high", "rows", "higher_is_better"], ["run", "name", "data", "slice"]), 9);
        _step = Make(connection, RunSql.Upsert("steps", ["run", "stage", "started", "ended", "outcome"], ["run", "stage"]), 5);
        _tag = Make(connection, RunSql.Upsert("tags", ["run", "name"], ["run", "name"]), 2);
    }

    /// <summary>Adds a run, or brings it up to date.</summary>
    public void Write(Run run, RunOwner? owner, DateTimeOffset seen)
    {
        var works = run.State == RunState.Running ? owner : null;
        var number = (long)Set(_run, [.. RunColumns.Of(run), works?.Machine, (long?)works?.Process, works?.Started, RunColumns.Time(seen)]).ExecuteScalar()!;
        foreach (var (name, value) in run.Parameters)
        {
            Set(_parameter, number, name, RunSecrets.Hide(name, value)).ExecuteNonQuery();
        }

        foreach (var m in run.Metrics)
        {
            Set(_metric, number, m.Name, m.Data, m.Slice ?? string.Empty, RunColumns.Real(m.Value), RunColumns.Real(m.Low), RunColumns.Real(m.High), m.Rows, RunColumns.Bit(m.HigherIsBetter)).ExecuteNonQuery();
        }

        foreach (var s in run.Steps)
        {
            Set(_step, number, s.Stage, RunColumns.Time(s.Started), RunColumns.Time(s.Ended), s.Outcome).ExecuteNonQuery();
        }

        foreach (var tag in run.Tags)
        {
            Set(_tag, number, tag).ExecuteNonQuery();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _run.Dispose();
        _parameter.Dispose();
        _metric.Dispose();
        _step.Dispose();
        _tag.Dispose();
    }

    private static DbCommand Make(DbConnection connection, string sql, int values) => connection.Command(sql, new object?[values]);

    private static DbCommand Set(DbCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
