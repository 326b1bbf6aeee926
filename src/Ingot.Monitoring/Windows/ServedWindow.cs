using System.Data.Common;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>
/// A part of what was served, cut into chunks: how it was used, what its values are and which labels came. Opening it reads every value
/// once, reports what is wrong with the log and with the values, and leaves out files that cannot be read. Values are then handed
/// out in bounded memory by <see cref="Stream"/>. One thread at a time.
/// </summary>
public sealed class ServedWindow : IDisposable
{
    private readonly DuckDbSession _session;
    private readonly DirectoryInfo _scratch;
    private readonly ServedFiles _files;
    private readonly LabelTables _labels;

    private ServedWindow(ServedSource source, WindowQuery query, ChunkPlan plan, WindowOptions options)
    {
        _scratch = options.ScratchFolder is { } folder ? Directory.CreateDirectory(folder) : Directory.CreateTempSubdirectory("ingot-window-");
        var sink = options.Diagnostics ?? new DiagnosticList();
        var faults = new WindowFaults(source.Name, options, sink);
        _session = new DuckDbSession(options.Threads);
        _labels = new LabelTables(_session, _scratch.FullName, options.Schema);
        _files = new ServedFiles([], []);
        try
        {
            _session.Execute(FormattableString.Invariant($"SET memory_limit='{options.MemoryLimit}B'"));
            _files = source.Find(query, options.Time.GetUtcNow());
            faults.ReportJournals(_files.Journals);
            var files = new WindowFiles(_session, _scratch.FullName, sink);
            IReadOnlyList<string> all = [.. _files.Predictions, .. _files.Labels];
            while (true)
            {
                try
                {
                    Read(query, plan, options, files, faults, sink);
                    break;
                }
                catch (Exception e) when (e is DbException or IOException)
                {
                    // Whatever it was, a file that can be read to its end is not the cause.
                    if (!files.LeaveOutDamaged(all))
                    {
                        throw new IngotException(
                            MonitorDiagnostics.SourceUnavailable.At(SourceLocation.None, $"'{source.Name}' cannot be read: {DiagnosticText.Escape(e.Message.Split('\n')[0])} Its files can be, one by one. Correct what the message says; give more memory or room on the disk if it is that."), e);
                    }
                }
            }

            LeftOut = files.LeftOut;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The chunks, in order, those without rows too; empty when nothing is known of the window's length.</summary>
    public IReadOnlyList<WindowChunk> Chunks { get; private set; } = [];

    /// <summary>Number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>The versions that answered, in ordinal order.</summary>
    public IReadOnlyList<WindowVersion> Versions { get; private set; } = [];

    /// <summary>The columns: the schema's features in its order, the model's outputs, then all others.</summary>
    public IReadOnlyList<WindowColumn> Columns { get; private set; } = [];

    /// <summary>How the model was used, chunk by chunk.</summary>
    public IReadOnlyList<ChunkOperations> Operations { get; private set; } = [];

    /// <summary>How the model was used in the window as a whole; null where it has no chunk.</summary>
    public ChunkOperations? Overall { get; private set; }

    /// <summary>The values against the schema: column by column, and of each chunk by chunk.</summary>
    public IReadOnlyList<ColumnQuality> Quality { get; private set; } = [];

    /// <summary>How predictions and labels fit together.</summary>
    public WindowLabels Labels { get; private set; } = new(0, 0, 0, 0, null);

    /// <summary>Rows that have the id, row, version and channel of another one.</summary>
    public long Duplicates { get; private set; }

    /// <summary>How long ago the newest row was predicted; null: there is none.</summary>
    public TimeSpan? Staleness { get; private set; }

    /// <summary>Files that could not be read.</summary>
    public IReadOnlyList<string> LeftOut { get; } = [];

    /// <summary>Opens a window.</summary>
    /// <param name="source">Where what was served is kept.</param>
    /// <param name="query">Which part of it.</param>
    /// <param name="plan">How it is cut into chunks.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="IngotException">
    /// INGOT8019, INGOT8020: the mapping is wrong; INGOT8021: the source is not there, or refuses; INGOT8024: the window is none, or has too many chunks.
    /// </exception>
    public static ServedWindow Open(ServedSource source, WindowQuery query, ChunkPlan plan, WindowOptions options)
    {
        if (query is { From: { } from, Before: { } before } && from >= before)
        {
            throw new IngotException(MonitorDiagnostics.WrongWindow.At(
                SourceLocation.None, $"The window begins at {from.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z and ends at {before.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; expected an end after the beginning. Change one of them."));
        }

        return new ServedWindow(source, query, plan, options);
    }

    /// <summary>
    /// Hands out all values of columns, chunk by chunk. It may be called again, and reads again.
    /// </summary>
    /// <param name="columns">The columns; of <see cref="Columns"/>.</param>
    /// <param name="sink">Takes them.</param>
    /// <param name="version">Only rows of this version; null: of all.</param>
    public void Stream(IReadOnlyList<WindowColumn> columns, IColumnSink sink, string? version = null)
    {
        if (Rows > 0)
        {
            new ColumnStreamer(_session, VersionIs(version), sink).Stream(columns);
        }
    }

    /// <summary>Rows that have a label, in the order of time, in memory, with their version as <c>ingot_version</c> and the label as <c>ingot_label</c>: a text; a number, where the schema says that it is one.</summary>
    /// <param name="columns">Which columns beside these.</param>
    /// <param name="chunk">Only rows of this chunk; null: of all.</param>
    /// <param name="version">Only rows of this version; null: of all.</param>
    public Table Labelled(IReadOnlyList<WindowColumn> columns, WindowChunk? chunk = null, string? version = null) => Labelled(columns, chunk, version, []);

    /// <summary>The same with the id of each row's request, <c>ingot_id</c>, and when it was predicted, <c>ingot_timestamp</c> in microseconds since 1970 (UTC).</summary>
    /// <param name="columns">Which columns beside that.</param>
    public Table LabelledWithOrigin(IReadOnlyList<WindowColumn> columns) =>
        Labelled(columns, null, null, [(LogNames.Id, "_id"), (LogNames.Timestamp, "_ts")]);

    /// <summary>How many rows were predicted from an instant on, with a label or not.</summary>
    /// <param name="from">The instant.</param>
    public long RowsFrom(DateTimeOffset from) => _session.Count(FormattableString.Invariant($"SELECT count(*) FROM served WHERE _ts >= {LogNames.Microseconds(from)}"));

    /// <summary>Rows in memory, with their version as <c>ingot_version</c>: the same ones every time.</summary>
    /// <param name="columns">Which columns beside that.</param>
    /// <param name="most">How many rows at most; if there are more, as many are drawn, each as likely as any other.</param>
    /// <param name="chunk">Only rows of this chunk; null: of all.</param>
    /// <param name="version">Only rows of this version; null: of all.</param>
    public Table Sample(IReadOnlyList<WindowColumn> columns, int most, WindowChunk? chunk = null, string? version = null)
    {
        // The hashes alone are sorted first, then only rows that may be among those that are drawn: they are as wide as the table.
        const string hash = "hash(_id, _row, _ts, _version)";
        var where = $"{VersionIs(version)} AND {ChunkIs(chunk)}";
        var last = _session.Query(FormattableString.Invariant($"SELECT max(h) FROM (SELECT {hash} AS h FROM served WHERE {where} ORDER BY h LIMIT {most})"))[0][0];
        return Read(
            FormattableString.Invariant(
                $"SELECT {Select(columns)} FROM (SELECT * FROM served WHERE {where} AND {hash} <= {last ?? 0}::UBIGINT ORDER BY {hash}, _id, _row LIMIT {most}) ORDER BY _ts, _id, _row"),
            columns);
    }

    /// <summary>Compares features with what the project's preparation made of the same things.</summary>
    /// <param name="prepared">The prepared data: Parquet files of one shape, with the schema's names.</param>
    /// <param name="entity">The column that says which thing a row is about; null: there is none.</param>
    /// <returns>What differs, or why nothing could be compared.</returns>
    public WindowSkew Skew(IReadOnlyList<string> prepared, SchemaColumn? entity) => new SkewReader(_session, Columns).Read(prepared, entity);

    /// <inheritdoc />
    public void Dispose()
    {
        _session.Dispose();
        _files.Dispose();
        _scratch.Delete(recursive: true);
    }

    private void Read(WindowQuery query, ChunkPlan plan, WindowOptions options, WindowFiles files, WindowFaults faults, IDiagnosticSink sink)
    {
        // What is found is told of when all of it could be read: a damaged file makes this begin again.
        var found = new DiagnosticList();
        var told = new WindowFaults(faults.Source, options, found);
        var (shapes, labels) = (files.Shapes(_files.Predictions), files.Shapes(_files.Labels));
        if (_files.Mapping is { } mapping)
        {
            new MappedColumns(mapping).Check(shapes, labels);
        }

        var tables = new WindowTables(_session, _scratch.FullName, query, plan, options);
        tables.Make(shapes, _files.Mapping);
        (Chunks, Rows, Columns) = (tables.Chunks, tables.Rows, [.. tables.Columns.Select(c => c.Column)]);
        Staleness = tables.Last is { } last ? options.Time.GetUtcNow() - last : null;
        told.ReportTimes(tables);
        Versions = ReadVersions("served");
        told.ReportVersions(Versions);
        if (Rows == 0)
        {
            told.ReportEmpty(query, [.. ReadVersions("logged WHERE _ts IS NOT NULL").Select(v => v.Version)]);
        }

        var findings = new QualityFindings(_session, options, Chunks, found);
        var quality = new QualityReader(_session, tables).Read();
        Quality = [.. quality.SelectMany(q => q.Chunks)];
        foreach (var (column, rules, chunks) in quality)
        {
            findings.Report(column, rules, chunks);
        }

        CountDuplicates(told);
        _labels.Make(labels, _files.Mapping);
        foreach (var (rule, count, came, examples) in _labels.Wrong())
        {
            findings.ReportLabels(rule, count, came, examples);
        }

        var counts = _labels.Count();
        var all = counts.SingleOrDefault(c => c.Chunk is null);
        var orphans = _labels.CountOrphans(query.From is { } from ? LogNames.Microseconds(from) : null, LogNames.Microseconds(tables.End), _files.Others);
        Labels = new WindowLabels(all.Labelled, Rows - all.Labelled, all.Early, orphans, all.Delay);
        told.ReportLabels(Labels);
        (Operations, Overall) = new OperationsReader(_session, Chunks).Read(counts);
        foreach (var diagnostic in found.Items)
        {
            sink.Report(diagnostic);
        }
    }

    private IReadOnlyList<WindowVersion> ReadVersions(string from) =>
    [
        .. _session.Query($"SELECT _version, count(*), min(_ts), max(_ts) FROM {from} GROUP BY 1 ORDER BY 1 COLLATE \"binary\"")
            .Select(r => new WindowVersion((string)r[0]!, DuckDbSession.Integer(r[1]), WindowTables.Instant(r[2])!.Value, WindowTables.Instant(r[3])!.Value)),
    ];

    private void CountDuplicates(WindowFaults faults)
    {
        const int examples = 5;

        // By a hash of 64 bits: of 10,000,000 rows two different ones have the same with a probability of 3 in a million.
        const string key = "hash(_id, _row, _version, _channel)";
        Duplicates = _session.Count($"SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (SELECT count(*) AS n FROM served WHERE _id IS NOT NULL GROUP BY {key} HAVING n > 1)");
        faults.ReportDuplicates(
            Duplicates,
            Duplicates == 0 ? [] : [.. _session.Query($"SELECT any_value(_id) FROM served WHERE _id IS NOT NULL GROUP BY {key} HAVING count(*) > 1 ORDER BY 1 LIMIT {examples}").Select(r => (string)r[0]!)]);
    }

    private static string Select(IReadOnlyList<WindowColumn> columns) =>
        string.Join(", ", columns.Select(c => $"{c.Sql} AS {DuckDbSession.Name(c.Name)}").Prepend($"_version AS {LogNames.Version}"));

    private Table Read(string sql, IReadOnlyList<WindowColumn> columns, params string[] more)
    {
        // Into a table first: what is read in two queries is the same in both.
        _session.Execute($"CREATE OR REPLACE TEMP TABLE taken AS {sql}");
        try
        {
            return ParquetTable.Read(_session, "taken", [LogNames.Version, .. columns.Select(c => c.Name), .. more]);
        }
        finally
        {
            _session.Execute("DROP TABLE taken");
        }
    }

    private Table Labelled(IReadOnlyList<WindowColumn> columns, WindowChunk? chunk, string? version, IReadOnlyList<(string Name, string Sql)> more) => Read(
        $"SELECT {Select(columns)}, _label AS {LogNames.Label}{string.Concat(more.Select(m => $", {m.Sql} AS {m.Name}"))} FROM {_labels.Joined} WHERE {VersionIs(version)} AND {ChunkIs(chunk)} ORDER BY _ts, _id, _row",
        columns,
        [LogNames.Label, .. more.Select(m => m.Name)]);

    private static string VersionIs(string? version) => version is null ? "true" : $"_version = {DuckDbSession.Text(version)}";

    private static string ChunkIs(WindowChunk? chunk) => chunk is null ? "true" : FormattableString.Invariant($"_chunk = {chunk.Index}");
}
