using System.Globalization;
using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Reports.Texts;

namespace Ingot.Reports.Monitor;

/// <summary>What was measured in production, as pages and summaries write it.</summary>
internal static class MonitorText
{
    private const double Minute = 60;
    private const double Hour = 3600;
    private const double Day = 86400;

    /// <summary>A value in the unit of what it is of; empty for NaN.</summary>
    /// <param name="name">A name of <see cref="MonitorCatalog"/>.</param>
    /// <param name="value">The value.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="column">The greatest number that it stands beside: it decides the decimals. Default: none.</param>
    public static string Value(string name, double value, ModelTask task, double column = 0)
    {
        if (double.IsNaN(value))
        {
            return string.Empty;
        }

        var quantity = MonitorCatalog.Find(name, task);
        return quantity switch
        {
            { IsShare: true } => Share(value),
            { Unit: MetricUnit.Seconds } => Duration(value),
            { Name: MonitorCatalog.Rows } when double.IsFinite(value) => Text($"{value:N0}"),
            _ when double.IsInfinity(value) => Number(value),
            _ => MetricText.InUnit(value, MetricOf(name), task, column),
        };
    }

    /// <summary>The 95 % interval; empty when there is none.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="column">The greatest number that it stands beside.</param>
    public static string Interval(MonitorMeasurement measured, ModelTask task, double column = 0) => double.IsNaN(measured.Low) || double.IsNaN(measured.High)
        ? string.Empty
        : $"{Value(measured.Name, measured.Low, task, column)} to {Value(measured.Name, measured.High, task, column)}";

    /// <summary>A number; what is none has a word or a sign.</summary>
    /// <param name="value">The number.</param>
    /// <param name="column">The greatest number that it stands beside: it decides the decimals. Default: none.</param>
    public static string Number(double value, double column = 0) => value switch
    {
        double.NaN => "undefined",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => MetricText.Number(value, column),
    };

    /// <summary>A share in percent, with the decimals that a small one needs.</summary>
    public static string Share(double share) => !double.IsFinite(share) ? string.Empty
        : share is > 0 and < 0.00005 ? "< 0.01 %"
        : share is > 0 and < 0.01 ? Text($"{share * 100:0.00} %")
        : Text($"{share * 100:0.0} %");

    /// <summary>A time span in the unit that suits it.</summary>
    /// <param name="seconds">Seconds.</param>
    public static string Duration(double seconds) => Math.Abs(seconds) switch
    {
        double.NaN or double.PositiveInfinity => string.Empty,
        0 => "0 s",
        < 0.0995 => Text($"{seconds * 1000:0.##} ms"),
        < 2 => Text($"{seconds * 1000:0} ms"),
        < 2 * Minute => Text($"{seconds:0.#} s"),
        < 2 * Hour => Text($"{seconds / Minute:0.#} min"),
        < 2 * Day => Text($"{seconds / Hour:0.#} h"),
        _ => Text($"{seconds / Day:0.#} days"),
    };

    /// <summary>An instant in UTC: the day alone where it is midnight.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime is var utc && utc.TimeOfDay.Ticks < TimeSpan.TicksPerMinute
        ? utc.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
        : utc.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A part of a window: the day where it is one, else its beginning and its end.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset before) => before - from == TimeSpan.FromDays(1) && from.UtcDateTime.TimeOfDay == TimeSpan.Zero
        ? Instant(from)
        : $"{Instant(from)} to {Instant(before)}";

    /// <summary>What a name means, in the words of a sentence.</summary>
    /// <param name="name">A name of <see cref="MonitorCatalog"/>.</param>
    public static string Title(string name) => name switch
    {
        MonitorCatalog.Drift => "drift",
        MonitorCatalog.DriftShare => "share of drifted columns",
        MonitorCatalog.PredictionDrift => "drift of the predictions",
        MonitorCatalog.MultivariateDrift => "drift of all columns together",
        MonitorCatalog.Missing => "missing values",
        MonitorCatalog.Unseen => "values that training did not see",
        MonitorCatalog.Anomalies => "values against the schema",
        MonitorCatalog.Skew => "values that the preparation has otherwise",
        MonitorCatalog.Rows => "rows",
        MonitorCatalog.Labelled => "share of rows with a label",
        MonitorCatalog.LabelDelay => "delay of labels",
        MonitorCatalog.Errors => "errors",
        MonitorCatalog.Refused => "refused requests",
        MonitorCatalog.Staleness => "age of the newest row",
        "Latency.P50" or "Latency.P95" or "Latency.P99" => $"latency ({name["Latency.".Length..]})",
        _ when IsEstimate(name) => $"{MetricOf(name)}, estimated",
        _ => name,
    };

    /// <summary>Whether a value is an estimate without labels.</summary>
    public static bool IsEstimate(string name) => name.StartsWith(MonitorCatalog.Estimated, StringComparison.Ordinal);

    /// <summary>The metric that a name is of, estimated or not.</summary>
    public static string MetricOf(string name) => IsEstimate(name) ? name[MonitorCatalog.Estimated.Length..] : name;

    /// <summary>The word of an outcome.</summary>
    public static string Name(DriftOutcome outcome) => outcome switch
    {
        DriftOutcome.Drifted => "drifted",
        DriftOutcome.Stable => "stable",
        DriftOutcome.Unclear => "unclear",
        _ => "not yet",
    };

    /// <summary>The word of a verdict: what is only a matter of waiting is told apart from what chance may have done.</summary>
    public static string Name(Verdict verdict) => IsNotYet(verdict) ? "not yet"
        : verdict.Outcome == GateOutcome.Inconclusive ? "perhaps"
        : VerdictText.Name(verdict.Outcome);

    /// <summary>Whether a gate only waits for rows or labels.</summary>
    public static bool IsNotYet(Verdict verdict) => verdict.Outcome == GateOutcome.Inconclusive && verdict.Code == Core.Diagnostics.MonitorDiagnostics.NotYet.Code;

    /// <summary>How many gates came out how, the worst first: <c>1 failed, 1 not yet, 3 passed</c>.</summary>
    public static string Counts(IReadOnlyCollection<Verdict> verdicts) => verdicts.Count == 0
        ? "no gates"
        : string.Join(", ", verdicts.OrderBy(v => VerdictText.Urgency(v.Outcome)).GroupBy(Name).Select(g => Text($"{g.Count():N0} {g.Key}")));

    /// <summary>A version as it is shown.</summary>
    public static string Version(string version) => version.Length == 0 ? "unknown version" : version;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
