using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>
/// The views over a window's files. <c>logged</c> has the window's own columns (<c>_id</c>, <c>_row</c>, <c>_ts</c> and their like) and
/// the files' as <c>r0</c>, <c>r1</c> …, of all rows; <c>served</c> only those of the window, with the number of their chunk and the columns'
/// values as <c>v0</c>, <c>v1</c> …. Names of data are no names of these views, so nothing in data can clash with them.
/// </summary>
internal sealed class WindowTables(DuckDbSession session, string scratch, WindowQuery query, ChunkPlan plan, WindowOptions options)
{
    private DateTimeOffset? _first;

    /// <summary>The columns that are features, outputs or neither.</summary>
    public IReadOnlyList<FoundColumn> Columns { get; private set; } = [];

    /// <summary>The shapes of the files, by whose places rows tell where they are from.</summary>
    public IReadOnlyList<FileShape> Shapes { get; private set; } = [];

    /// <summary>The chunks.</summary>
    public IReadOnlyList<WindowChunk> Chunks { get; private set; } = [];

    /// <summary>Rows whose time cannot be read.</summary>
    public long Undated { get; private set; }

    /// <summary>Rows that claim to be from later than now.</summary>
    public long Future { get; private set; }

    /// <summary>The latest of these.</summary>
    public DateTimeOffset? FutureLast { get; private set; }

    /// <summary>Rows of the window.</summary>
    public long Rows { get; private set; }

    /// <summary>When the newest row of the window was predicted.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>How texts become values.</summary>
    public TextReading Reading { get; } = options.Schema?.Reading.Text ?? new TextReading();

    /// <summary>The first instant after the window: rows from the future are in none.</summary>
    public DateTimeOffset End => query.Before is { } before && before < Now + options.ClockTolerance ? before : Now + options.ClockTolerance;

    private DateTimeOffset Now { get; } = options.Time.GetUtcNow();

    /// <summary>Makes the views.</summary>
    /// <param name="shapes">The files with predictions.</param>
    /// <param name="mapping">What their columns hold; null: those of a prediction log.</param>
    /// <exception cref="IngotException">INGOT8024: the window has too many chunks.</exception>
    public void Make(IReadOnlyList<FileShape> shapes, ColumnMapping? mapping)
    {
        Shapes = shapes;
        Columns = new ColumnFinder(session, options.Schema, mapping, shapes).Find();
        session.Execute($"CREATE OR REPLACE VIEW logged AS {Union(new MappedColumns(mapping ?? MappedColumns.OfLog))}");
        var filter = string.Join(" AND ", Conditions());
        Look(filter);
        Serve(filter);
    }

    private string Union(MappedColumns own) => Shapes.Count == 0
        ? $"SELECT {string.Join(", ", own.Select(new FileShape(new Dictionary<string, string>(), true)).Concat(Columns.Select(c => $"NULL::{c.RawType} AS {c.Raw}")))}, 0 AS _shape WHERE false"
        : string.Join("\nUNION ALL ", Shapes.Select((shape, i) => FormattableString.Invariant(
            $"SELECT {string.Join(", ", own.Select(shape).Concat(Columns.Select(c => Raw(c, shape))))}, {i} AS _shape FROM {WindowFiles.Relation(shape.Files)}")));

    private static string Raw(FoundColumn column, FileShape shape) =>
        !shape.Types.TryGetValue(column.Source, out var type) ? $"NULL::{column.RawType} AS {column.Raw}"
        : type == column.RawType ? $"{DuckDbSession.Name(column.Source)} AS {column.Raw}"
        : $"{DuckDbSession.Name(column.Source)}::{column.RawType} AS {column.Raw}";

    private IEnumerable<string> Conditions()
    {
        if (query.Versions.Count > 0)
        {
            yield return $"_version IN ({string.Join(", ", query.Versions.Select(DuckDbSession.Text))})";
        }

        if (query.Channel is { } channel)
        {
            yield return $"_channel = {DuckDbSession.Text(channel)}";
        }

        if (query.From is { } from)
        {
            yield return FormattableString.Invariant($"_ts >= {LogNames.Microseconds(from)}");
        }

        yield return FormattableString.Invariant($"_ts < {LogNames.Microseconds(End)}");
    }

    private void Look(string filter)
    {
        var limit = LogNames.Microseconds(Now + options.ClockTolerance);
        var seen = session.Query(FormattableString.Invariant(
            $"SELECT count_if(_ts IS NULL), count_if(_ts > {limit}), max(_ts), count(*) FILTER ({filter}), min(_ts) FILTER ({filter}), max(_ts) FILTER ({filter}) FROM logged"))[0];
        (Undated, Future, Rows) = (DuckDbSession.Integer(seen[0]), options.EndIsSaid ? 0 : DuckDbSession.Integer(seen[1]), DuckDbSession.Integer(seen[3]));
        FutureLast = Future > 0 ? Instant(seen[2]) : null;
        Last = Instant(seen[5]);
        _first = Instant(seen[4]);
    }

    private void Serve(string filter)
    {
        if (plan.Unit == ChunkUnit.Rows)
        {
            ServeByRows(filter);
            return;
        }

        var first = query.From ?? _first;
        var end = query.Before ?? Last?.AddMicroseconds(1);
        if (first is null || end is null || first >= end)
        {
            Chunks = [];
            Values($"SELECT *, 0 AS _chunk FROM logged WHERE false");
            return;
        }

        var origin = plan.StartOf(first.Value.UtcDateTime);
        var spans = new List<(DateTime From, DateTime Before)>();
        for (var start = origin; start < end.Value.UtcDateTime; start = plan.Next(start))
        {
            spans.Add((start, plan.Next(start)));
            if (spans.Count > ChunkPlan.MostChunks)
            {
                throw new IngotException(MonitorDiagnostics.WrongWindow.At(
                    SourceLocation.None,
                    $"The window from {first:yyyy-MM-dd HH:mm} to {end:yyyy-MM-dd HH:mm} has more than {ChunkPlan.MostChunks:N0} chunks of a {DiagnosticText.Shorten(plan.Unit.ToString())}. Begin it later, or cut it into longer chunks."));
            }
        }

        Values($"SELECT *, {plan.IndexOf("_ts", origin)} AS _chunk FROM logged WHERE {filter}");
        var rows = session.Query("SELECT _chunk, count(*) FROM served GROUP BY 1").ToDictionary(r => (int)DuckDbSession.Integer(r[0]), r => DuckDbSession.Integer(r[1]));
        var known = query.Before is { } before && before < Now ? before : Now;
        Chunks =
        [
            .. spans.Select((s, i) => new WindowChunk(
                i, Utc(s.From), Utc(s.Before), rows.GetValueOrDefault(i), (query.From is not { } from || Utc(s.From) >= from) && Utc(s.Before) <= known)),
        ];
    }

    /// <summary>Rows are sorted once, into a file: which chunk one is in does not follow from the row alone.</summary>
    private void ServeByRows(string filter)
    {
        if (Rows / plan.Rows > ChunkPlan.MostChunks)
        {
            throw new IngotException(MonitorDiagnostics.WrongWindow.At(
                SourceLocation.None, $"The window's {DiagnosticText.Count(Rows, "row")} make more than {ChunkPlan.MostChunks:N0} chunks of {plan.Rows:N0}. Make longer chunks."));
        }

        var path = Path.Combine(scratch, "sorted.parquet");
        session.Execute(FormattableString.Invariant($"""
            COPY (
                SELECT * EXCLUDE (_at), ((row_number() OVER (ORDER BY _ts, _at) - 1) // {plan.Rows})::INTEGER AS _chunk
                FROM (SELECT *, row_number() OVER () AS _at FROM logged WHERE {filter})
            ) TO {DuckDbSession.Text(path)} (FORMAT parquet)
            """));
        Values($"SELECT * FROM {WindowFiles.Relation([path])}");
        Chunks =
        [
            .. session.Query("SELECT _chunk, min(_ts), max(_ts), count(*) FROM served GROUP BY 1 ORDER BY 1").Select(r => new WindowChunk(
                (int)DuckDbSession.Integer(r[0]), Instant(r[1])!.Value, Instant(r[2])!.Value.AddMicroseconds(1), DuckDbSession.Integer(r[3]), DuckDbSession.Integer(r[3]) == plan.Rows)),
        ];
    }

    private void Values(string rows) =>
        session.Execute($"CREATE OR REPLACE VIEW served AS SELECT *{string.Concat(Columns.Select(c => $", {c.Value} AS {c.Column.Sql}"))} FROM ({rows})");

    private static DateTimeOffset Utc(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    internal static DateTimeOffset? Instant(object? microseconds) =>
        microseconds is null ? null : DateTimeOffset.UnixEpoch.AddTicks(DuckDbSession.Integer(microseconds) * TimeSpan.TicksPerMicrosecond);
}
