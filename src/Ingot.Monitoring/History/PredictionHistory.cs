using System.Data;
using System.Data.Common;
using Ingot.Data;
using Ingot.Monitoring.Columns;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.History;

/// <summary>
/// Reads a prediction log: what is in its Parquet files, with the labels that came later. What is still in journals
/// (<see cref="PredictionLogOptions.RollAfter"/> at most) is not seen yet.
/// </summary>
public sealed class PredictionHistory
{
    // Days that retention deletes between listing and reading.
    private const int MostTries = 5;

    private readonly string _folder;
    private readonly string _package;

    /// <summary>The history of one package in a log.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="packageId">The package's id.</param>
    /// <exception cref="ArgumentException">It is not the id of a package.</exception>
    public PredictionHistory(string folder, string packageId)
    {
        _folder = Path.GetFullPath(folder);
        _package = LogSchema.IsSafe(packageId)
            ? packageId
            : throw new ArgumentException("No NuGet package has such an id.", nameof(packageId));
    }

    /// <summary>Called when predictions were listed and are not read yet; for tests of what happens in between.</summary>
    internal Action? Listed { get; init; }

    /// <summary>The ids of all packages that a log has predictions of, in ordinal order.</summary>
    /// <param name="folder">The log's folder.</param>
    public static IReadOnlyList<string> Packages(string folder) =>
        [.. Names(Path.Combine(folder, PredictionSchema.Folder), LogNames.Package)];

    /// <summary>The versions that there are predictions of, in ordinal order.</summary>
    public IReadOnlyList<LoggedVersion> Versions() => Read<IReadOnlyList<LoggedVersion>>(session =>
    {
        var files = PredictionFiles(HistoryFilter.All);
        if (files.Count == 0)
        {
            return [];
        }

        return
        [
            .. session.Query($"SELECT {LogNames.Version}, count(*), epoch_us(min({LogNames.Timestamp})), epoch_us(max({LogNames.Timestamp})) FROM {Source(files)} GROUP BY 1 ORDER BY 1 COLLATE \"binary\"")
                .Select(r => new LoggedVersion(_package, (string)r[0]!, DuckDbSession.Integer(r[1]), Instant(r[2]), Instant(r[3]))),
        ];
    });

    /// <summary>
    /// Predictions with their labels, row by row: all columns of the log, <c>ingot_label</c> (the class; missing while there is none),
    /// <c>ingot_label_value</c> (of a regression) and <c>ingot_labelled</c> (when the label came). In the order of time, id and row.
    /// Numbers are <see cref="float"/>, <see cref="double"/> or <see cref="long"/>, truth values <see cref="bool"/>, texts <see cref="string"/>, times
    /// <see cref="DateTime"/> in UTC; one that <see cref="DateTime"/> does not have (years beyond 9999) is missing.
    /// </summary>
    /// <param name="filter">Which predictions.</param>
    /// <param name="columns">Which columns, in this order; null: all.</param>
    /// <returns>The rows, read when they are enumerated; the record is that of the current row only. None when there is no such prediction file.</returns>
    /// <exception cref="ArgumentException">The log has no such column; when the first row is asked for.</exception>
    public IEnumerable<IDataRecord> Joined(HistoryFilter filter, IReadOnlyList<string>? columns = null)
    {
        using var session = new DuckDbSession();
        if (!Retry(() => MakeJoined(session, filter, columns)))
        {
            yield break;
        }

        foreach (var row in session.Rows("FROM wanted"))
        {
            yield return row;
        }
    }

    /// <summary>How predictions and labels fit together.</summary>
    /// <param name="filter">Which predictions; for the labels, all are looked at.</param>
    public FeedbackSummary Feedback(HistoryFilter filter) => Read(session =>
    {
        var labels = LabelFiles();
        var came = labels.Count == 0 ? 0 : session.Count($"SELECT count(*) FROM {Source(labels)}");
        var rows = session.Count($"SELECT count(*) FROM ({LastLabels()})");
        var predictions = PredictionFiles(HistoryFilter.All);
        var unknown = predictions.Count == 0
            ? rows
            : session.Count($"SELECT count(*) FROM ({LastLabels()}) l ANTI JOIN {Source(predictions)} p USING ({LogNames.Id}, {LogNames.Row})");
        var (predicted, labelled) = (0L, 0L);
        if (JoinedSql(filter) is { } sql)
        {
            var counts = session.Query($"SELECT count(*), count({LogNames.Labelled}) FROM ({sql})")[0];
            (predicted, labelled) = (DuckDbSession.Integer(counts[0]), DuckDbSession.Integer(counts[1]));
        }

        return new FeedbackSummary(predicted, labelled, rows, came - rows, unknown);
    });

    /// <summary>Reads all that is wanted into a table of the session; false when there is no prediction file.</summary>
    private bool MakeJoined(DuckDbSession session, HistoryFilter filter, IReadOnlyList<string>? columns)
    {
        if (JoinedSql(filter) is not { } sql)
        {
            return false;
        }

        session.Execute($"CREATE OR REPLACE VIEW joined AS {sql}");
        var known = session.Query("DESCRIBE SELECT * FROM joined").ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);
        if (columns?.FirstOrDefault(c => !known.ContainsKey(c)) is { } unknown)
        {
            throw new ArgumentException($"The log of {_package} has no column '{unknown}'; it has {string.Join(", ", known.Keys)}.", nameof(columns));
        }

        session.Execute($"CREATE OR REPLACE TABLE wanted AS SELECT {string.Join(", ", (columns ?? [.. known.Keys]).Select(c => Value(c, known[c])))} FROM joined");
        return true;
    }

    /// <summary>A column as .NET can have it.</summary>
    private static string Value(string column, string type)
    {
        var name = DuckDbSession.Name(column);
        return type == "TIMESTAMP" ? $"CASE WHEN year({name}) BETWEEN 1 AND 9999 THEN {name} END AS {name}" : name;
    }

    /// <summary>The query behind <see cref="Joined"/>, for DuckDB; null when there is no prediction file.</summary>
    private string? JoinedSql(HistoryFilter filter)
    {
        var files = PredictionFiles(filter);
        if (files.Count == 0)
        {
            return null;
        }

        var conditions = Conditions(filter).ToList();
        return $"""
            SELECT p.* REPLACE (make_timestamp(epoch_us(p.{LogNames.Timestamp})) AS {LogNames.Timestamp}),
                l.{LogNames.Label}, l.{LogNames.LabelValue}, make_timestamp(epoch_us(l.{LogNames.Labelled})) AS {LogNames.Labelled}
            FROM {Source(files)} p LEFT JOIN ({LastLabels()}) l USING ({LogNames.Id}, {LogNames.Row})
            {(conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : string.Empty)}
            ORDER BY p.{LogNames.Timestamp}, {LogNames.Id}, {LogNames.Row}
            """;
    }

    private static T Read<T>(Func<DuckDbSession, T> read) => Retry(() =>
    {
        using var session = new DuckDbSession();
        return read(session);
    });

    private static T Retry<T>(Func<T> read)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return read();
            }
            catch (Exception e) when (e is IOException or DbException && tries < MostTries)
            {
                // Listed again: what another process deleted is not there any more. What is damaged fails again.
            }
        }
    }

    private static DateTimeOffset Instant(object? microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(DuckDbSession.Integer(microseconds) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Files of models that were trained on other columns have other columns; what a file lacks is missing.</summary>
    private static string Source(IReadOnlyList<string> files) =>
        $"read_parquet([{string.Join(", ", files.Select(DuckDbSession.Text))}], union_by_name=true, hive_partitioning=false)";

    private static IEnumerable<string> Conditions(HistoryFilter filter)
    {
        if (filter.Version is { } version)
        {
            yield return $"p.{LogNames.Version} = {DuckDbSession.Text(version)}";
        }

        if (filter.Channel is { } channel)
        {
            yield return $"p.{LogNames.Channel} = {DuckDbSession.Text(channel)}";
        }

        if (filter.From is { } from)
        {
            yield return FormattableString.Invariant($"epoch_us(p.{LogNames.Timestamp}) >= {LogNames.Microseconds(from)}");
        }

        if (filter.Before is { } before)
        {
            yield return FormattableString.Invariant($"epoch_us(p.{LogNames.Timestamp}) < {LogNames.Microseconds(before)}");
        }
    }

    private static IEnumerable<string> Names(string folder, string key) =>
        Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, key + "=*").Select(d => Path.GetFileName(d)[(key.Length + 1)..]).Order(StringComparer.Ordinal)
            : [];

    /// <summary>
    /// The last label of each row: among labels of the same instant, the one that its process added last. Which of two processes was
    /// later nobody knows: the one with the greater sequence counts, then the one whose file has the greater name, so always the same one.
    /// </summary>
    private string LastLabels()
    {
        var files = LabelFiles();
        return files.Count == 0
            ? $"SELECT NULL::VARCHAR AS {LogNames.Id}, NULL::BIGINT AS {LogNames.Row}, NULL::VARCHAR AS {LogNames.Label}, NULL::DOUBLE AS {LogNames.LabelValue}, NULL::TIMESTAMPTZ AS {LogNames.Labelled} WHERE false"
            : $"""
              SELECT {LogNames.Id}, {LogNames.Row}, {LogNames.Label}, {LogNames.LabelValue}, {LogNames.Labelled}
              FROM read_parquet([{string.Join(", ", files.Select(DuckDbSession.Text))}], union_by_name=true, hive_partitioning=false, filename='ingot_file')
              QUALIFY row_number() OVER (PARTITION BY {LogNames.Id}, {LogNames.Row} ORDER BY {LogNames.Labelled} DESC, {LogNames.Sequence} DESC, ingot_file DESC) = 1
              """;
    }

    private List<string> PredictionFiles(HistoryFilter filter)
    {
        var package = Path.Combine(_folder, PredictionSchema.Folder, $"{LogNames.Package}={_package}");
        List<string> files =
        [
            .. from version in Names(package, LogNames.Version)
               where filter.Version is null || version == filter.Version
               from file in Files(Path.Combine(package, $"{LogNames.Version}={version}"), filter)
               select file,
        ];
        Listed?.Invoke();
        return files;
    }

    private List<string> LabelFiles() =>
        [.. Files(Path.Combine(_folder, FeedbackSchema.Folder, $"{LogNames.Package}={_package}"), HistoryFilter.All)];

    private static IEnumerable<string> Files(string folder, HistoryFilter filter) =>
        Names(folder, "ingot_date")
            .Where(d => filter.From is null || string.CompareOrdinal(d, Date(filter.From.Value)) >= 0)
            .Where(d => filter.Before is null || string.CompareOrdinal(d, Date(filter.Before.Value)) <= 0)
            .SelectMany(d => Directory.EnumerateFiles(Path.Combine(folder, $"ingot_date={d}"), "*.parquet").Order(StringComparer.Ordinal));

    private static string Date(DateTimeOffset instant) => FormattableString.Invariant($"{instant.UtcDateTime:yyyy-MM-dd}");
}
