using Ingot.Core.Drift;
using Ingot.Core.Schemas;

namespace Ingot.Core.Monitoring;

/// <summary>
/// What a monitored window leaves in a history, for the page of later ones: one small file that never changes. Its name is made of the window's end
/// and the file's content, so that the same window is the same file, and nobody else's file has its name.
/// </summary>
public sealed record MonitorHistoryEntry
{
    /// <summary>The greatest number of measurements that a window leaves; of more, those of the columns that changed least are left out.</summary>
    public const int MostMeasurements = 400;

    private const int MostColumns = 50;
    private const int MostSlices = 100;
    private const int MostVerdicts = 200;
    private const int MostVersions = 50;
    private const int MostText = 300;

    /// <summary>The version of the file's form.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The package's id.</summary>
    public required string Package { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>The first instant of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Only rows that this channel chose the version for; null: all.</summary>
    public string? Channel { get; init; }

    /// <summary>Only rows of these versions; empty: of all.</summary>
    public IReadOnlyList<string> OnlyVersions { get; init; } = [];

    /// <summary>The version whose reference it was compared with.</summary>
    public required string Reference { get; init; }

    /// <summary>Rows of the window.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of the window that had a label when it was measured.</summary>
    public required long Labelled { get; init; }

    /// <summary>The versions that answered, in the order in which they first did.</summary>
    public required IReadOnlyList<MonitorVersion> Versions { get; init; }

    /// <summary>How many columns had enough rows to see drift.</summary>
    public required int Columns { get; init; }

    /// <summary>The columns that drifted, the worst first; of more than 100, these.</summary>
    public required IReadOnlyList<string> Drifted { get; init; }

    /// <summary>What was measured in the window as a whole.</summary>
    public required IReadOnlyList<MonitorHistoryMeasurement> Measurements { get; init; }

    /// <summary>How many measurements were left out, since there were more than <see cref="MostMeasurements"/>, or of more than 50 columns.</summary>
    public required int LeftOut { get; init; }

    /// <summary>What the monitor gates decided.</summary>
    public required IReadOnlyList<MonitorHistoryVerdict> Verdicts { get; init; }

    /// <summary>The files of earlier measurements of the same window that this one replaces: labels have come since, or something else is known better.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>What a report leaves in the history.</summary>
    /// <param name="report">The report.</param>
    /// <param name="from">The beginning of the window, as it was asked for.</param>
    /// <param name="before">Its end.</param>
    /// <param name="channel">Only rows of this channel; null: all.</param>
    /// <param name="versions">Only rows of these versions; empty: of all.</param>
    public static MonitorHistoryEntry Of(MonitorReport report, DateTimeOffset from, DateTimeOffset before, string? channel, IReadOnlyList<string> versions)
    {
        ArgumentNullException.ThrowIfNull(report);
        var findings = report.Drift.Where(f => f.Column is not (MonitorCatalog.PredictionDrift or MonitorCatalog.MultivariateDrift)).ToList();
        var drifted = findings.Where(f => f.Outcome == DriftOutcome.Drifted).OrderByDescending(Weight).Select(f => f.Column).Distinct(StringComparer.Ordinal).ToList();
        var kept = Keep(report, findings);
        return new MonitorHistoryEntry
        {
            Package = Short(report.Package),
            Model = Short(report.Model),
            Task = report.Task,
            From = from.ToUniversalTime(),
            Before = before.ToUniversalTime(),
            Channel = channel,
            OnlyVersions = [.. versions.Order(StringComparer.Ordinal)],
            Reference = Short(report.Reference.Version),
            Rows = report.Rows,
            Labelled = report.Labelled,
            Versions = [.. report.Versions.Take(MostVersions).Select(v => v with { Version = Short(v.Version) })],
            Columns = findings.Where(f => f.Outcome != DriftOutcome.NotYet).Select(f => f.Column).Distinct(StringComparer.Ordinal).Count(),
            Drifted = [.. drifted.Where(c => c.Length <= MostText).Take(2 * MostColumns)],
            Measurements = kept,
            LeftOut = report.Measurements.Count - kept.Count,
            Verdicts = [.. report.Verdicts.Take(MostVerdicts).Select(v => new MonitorHistoryVerdict(Short(v.Gate), v.Outcome, v.Slice is null ? null : Short(v.Slice), v.Code))],
        };
    }

    /// <summary>Whether another entry is of the same window: of the same rows as they were asked for, whatever was known of them.</summary>
    public bool IsSameWindow(MonitorHistoryEntry other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return From == other.From && Before == other.Before && IsSameSeries(other);
    }

    /// <summary>Whether another entry belongs to the same line of windows: of the same package, channel and versions.</summary>
    public bool IsSameSeries(MonitorHistoryEntry other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Package == other.Package && Task == other.Task && Channel == other.Channel && OnlyVersions.SequenceEqual(other.OnlyVersions, StringComparer.Ordinal);
    }

    /// <summary>What cannot be true of it; null: nothing.</summary>
    public string? Fault() =>
        From >= Before ? "the window ends before it begins"
        : From.Year < 1970 || Before.Year > 9000 ? "the window is at no time that anything was served"
        : Rows < 0 || Labelled < 0 || Labelled > Rows || Columns < 0 || LeftOut < 0 || Measurements.Any(m => m.Rows < 0) || Versions.Any(v => v.Rows < 0) ? "a count is not possible"
        : Measurements.Count > MostMeasurements || Verdicts.Count > MostVerdicts || Versions.Count > MostVersions || Drifted.Count > 2 * MostColumns ? "it has more than a window leaves"
        : Measurements.SelectMany(m => new[] { m.Value, m.Low, m.High, m.StandardError, m.Reference, m.ReferenceStandardError, m.Threshold }).Any(v => v is { } number && !double.IsFinite(number)) ? "a number is infinite"
        : null;

    // Of the window first, then of slices, then of the columns that are worst: of these, shares only where there is something.
    private static List<MonitorHistoryMeasurement> Keep(MonitorReport report, List<DriftFinding> findings)
    {
        var worst = findings.OrderByDescending(f => f.Outcome == DriftOutcome.Drifted).ThenByDescending(Weight).ThenBy(f => f.Column, StringComparer.Ordinal)
            .Select(f => f.Column).Distinct(StringComparer.Ordinal).Take(MostColumns).ToHashSet(StringComparer.Ordinal);
        var fitting = report.Measurements.Where(m => new[] { m.Name, m.Column, m.Slice, m.Measure }.All(t => t is null || t.Length <= MostText)).ToList();
        return
        [
            .. fitting.Where(m => m.Column is null && m.Slice is null)
                .Concat(fitting.Where(m => m.Slice is not null).Take(MostSlices))
                .Concat(fitting.Where(m => m.Column is not null && worst.Contains(m.Column) && (m.Name == MonitorCatalog.Drift || m.Value > 0)))
                .Take(MostMeasurements)
                .Select(m => MonitorHistoryMeasurement.Of(m with { NotYet = m.NotYet is null ? null : Short(m.NotYet) }, MonitorCatalog.Find(m.Name, report.Task)?.HigherIsBetter ?? false)),
        ];
    }

    private static double Weight(DriftFinding finding) =>
        finding.Threshold.Value > 0 && double.IsFinite(finding.Effect) ? finding.Effect / finding.Threshold.Value : double.NegativeInfinity;

    private static string Short(string text) => text.Length <= MostText ? text : text[..MostText];
}
