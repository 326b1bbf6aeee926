using System.Data.Common;
using Ingot.Core.Runs;

namespace Ingot.Runs.Stores;

/// <summary>Reads the runs that a question asks for: five statements, however many there are.</summary>
internal sealed class RunReader(DbConnection connection, RunQuery query)
{
    private readonly RunQuerySql _sql = new(query);

    /// <summary>The runs in their order.</summary>
    public IReadOnlyList<Run> Read()
    {
        var runs = connection.Rows(
            r => (Run: RunColumns.Read(r), Number: r.GetInt64(RunColumns.Written.Count)), $"SELECT {string.Join(", ", RunColumns.Written.Select(c => $"r.{c}"))}, r.number FROM runs r{_sql.Text}", _sql.Values);
        if (runs.Count == 0)
        {
            return [];
        }

        var parameters = query.WithoutDetails ? [] : ChildrenOf("parameters", "name, value", "name", r => KeyValuePair.Create(r.GetString(1), r.GetString(2)));
        var metrics = ChildrenOf("metrics", "name, data, slice, value, low, high, rows, higher_is_better", "data, slice, name", ReadMetric, query.WithSlices ? string.Empty : " AND slice = ''");
        var steps = query.WithoutDetails ? [] : ChildrenOf("steps", "stage, started, ended, outcome", "started", ReadStep);
        var tags = ChildrenOf("tags", "name", "name", r => r.GetString(1));
        return
        [
            .. runs.Select(r => r.Run with
            {
                Parameters = parameters.TryGetValue(r.Number, out var p) ? new SortedDictionary<string, string>(p.ToDictionary(), StringComparer.Ordinal) : r.Run.Parameters,
                Metrics = metrics.GetValueOrDefault(r.Number) ?? [],
                Steps = steps.GetValueOrDefault(r.Number) ?? [],
                Tags = tags.GetValueOrDefault(r.Number) ?? [],
            }),
        ];
    }

    private static RunMetric ReadMetric(DbDataReader row) => new()
    {
        Name = row.GetString(1),
        Data = row.GetString(2),
        Slice = row.GetString(3) is { Length: > 0 } slice ? slice : null,
        Value = RunColumns.Real(row, 4),
        Low = RunColumns.Real(row, 5),
        High = RunColumns.Real(row, 6),
        Rows = RunColumns.Number(row, 7),
        HigherIsBetter = RunColumns.Number(row, 8) is { } higher ? higher == 1 : null,
    };

    private static RunStep ReadStep(DbDataReader row) => new(
        row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), RunColumns.Number(row, 3) is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null, RunColumns.Text(row, 4));

    private Dictionary<long, List<T>> ChildrenOf<T>(string table, string columns, string order, Func<DbDataReader, T> read, string condition = "")
    {
        var children = new Dictionary<long, List<T>>();
        using var command = connection.Command($"SELECT run, {columns} FROM {table} WHERE run IN (SELECT r.number FROM runs r{_sql.Text}){condition} ORDER BY run, {order}", _sql.Values);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var run = row.GetInt64(0);
            if (!children.TryGetValue(run, out var list))
            {
                children[run] = list = [];
            }

            list.Add(read(row));
        }

        return children;
    }
}
