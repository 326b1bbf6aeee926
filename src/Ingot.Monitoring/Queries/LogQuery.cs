using System.Data;
using System.Data.Common;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Data;
using Ingot.Monitoring.Predictions;
using Ingot.Monitoring.Windows;

namespace Ingot.Monitoring.Queries;

/// <summary>
/// SQL over the Parquet files of a prediction log, through DuckDB: the views <c>predictions</c>, <c>labels</c> (all that came) and
/// <c>labelled</c> (predictions with the last label of each row). A query is one SELECT; it changes nothing and reaches no file but those
/// of the log.
/// </summary>
public static class LogQuery
{
    /// <summary>Runs a query.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="sql">The query, in DuckDB's SQL.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="sink">Takes which files could not be read (INGOT8010), and that rows were left out (INGOT8026).</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IngotException">INGOT8021: there is no such folder; INGOT8025: the query is wrong, no SELECT, or takes too much.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static LogQueryResult Run(string folder, string sql, LogQueryLimits limits, IDiagnosticSink sink, CancellationToken cancellation = default)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw new IngotException(MonitorDiagnostics.SourceUnavailable.At(new SourceLocation(root), $"The folder '{root}' does not exist. Name the folder that 'serve --log' writes."));
        }

        using var session = new DuckDbSession(Environment.ProcessorCount);
        session.Execute(FormattableString.Invariant($"SET memory_limit='{limits.Memory}B'"));
        session.Execute(FormattableString.Invariant($"SET max_temp_directory_size='{limits.Disk}B'"));
        var files = new WindowFiles(session, root, sink);
        var predictions = Whole(files, Path.Combine(root, PredictionSchema.Folder));
        var labels = Whole(files, Path.Combine(root, FeedbackSchema.Folder));
        new LogViews(session).Make(predictions, labels);
        session.ConfineToFiles([.. predictions, .. labels]);
        CheckOneSelect(session, sql);
        using var timeout = new CancellationTokenSource(limits.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var result = Read(session, sql, limits.Rows, either.Token);
            if (result.IsCutOff)
            {
                sink.Report(MonitorDiagnostics.QueryCutOff.At(
                    SourceLocation.None, $"The query has more than {DiagnosticText.Count(limits.Rows, "row")}, and the first {limits.Rows:N0} are shown. Give --limit a greater number, or count them in the query."));
            }

            return result;
        }
        catch (Exception e) when (e is DbException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? Refused($"it takes longer than {limits.Time.TotalSeconds:0.#} s. Ask for fewer rows or days, or give it more time")
                : Refused($"{Line(e.Message)}. There are the views predictions, labels and labelled; a query reads them and nothing else. Correct it");
        }
    }

    private static List<string> Whole(WindowFiles files, string folder) => Directory.Exists(folder)
        ? [.. files.Shapes([.. Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]).SelectMany(s => s.Files).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>DuckDB's own parser says what the text is: anything but SELECT has no form in JSON.</summary>
    private static void CheckOneSelect(DuckDbSession session, string sql)
    {
        using var parsed = JsonDocument.Parse((string)session.Query($"SELECT json_serialize_sql({DuckDbSession.Text(sql)}::VARCHAR)::VARCHAR")[0][0]!);
        var root = parsed.RootElement;
        if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.True)
        {
            throw Refused($"{Line(root.TryGetProperty("error_message", out var message) ? message.GetString()! : "it is no SELECT")}. Expected one SELECT over the views predictions, labels and labelled. Correct it");
        }

        if (root.GetProperty("statements").GetArrayLength() is var statements and not 1)
        {
            throw Refused($"it has {DiagnosticText.Count(statements, "statement")}; expected one SELECT. Leave the others out");
        }
    }

    private static LogQueryResult Read(DuckDbSession session, string sql, int most, CancellationToken cancellation)
    {
        var described = session.Query($"DESCRIBE {sql}").Select(r => ((string)r[0]!, (string)r[1]!)).ToList();
        var rows = new List<object?[]>();
        foreach (var row in session.Rows(sql, isStreamed: true, cancellation))
        {
            if (rows.Count == most)
            {
                return new LogQueryResult(described, rows, IsCutOff: true);
            }

            rows.Add(Values(row));
        }

        cancellation.ThrowIfCancellationRequested();
        return new LogQueryResult(described, rows, IsCutOff: false);
    }

    private static object?[] Values(IDataRecord row)
    {
        var values = new object?[row.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsDBNull(i) ? null : row.GetValue(i) switch
            {
                DateTimeOffset instant => instant.UtcDateTime,
                var other => other,
            };
        }

        return values;
    }

    private static string Line(string message) => DiagnosticText.Escape(message.Split('\n')[0].Trim().TrimEnd('.'));

    private static IngotException Refused(FormattableString why) =>
        new(MonitorDiagnostics.QueryRefused.At(SourceLocation.None, $"The query cannot be answered: {FormattableString.Invariant(why)}."));
}
