using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;

namespace Ingot.Alerts.Watching;

/// <summary>What alerts say of a window: which gates fail, by how much, and where they stand.</summary>
public static class ProductionLooks
{
    private const int ListedColumns = 5;

    /// <summary>A window that was measured.</summary>
    /// <param name="report">The window.</param>
    /// <param name="channel">The channel whose rows it has; null: all.</param>
    /// <param name="link">Where the report can be read; null: nowhere.</param>
    public static ProductionLook Of(MonitorReport report, string? channel, Uri? link = null)
    {
        ArgumentNullException.ThrowIfNull(report);

        // A gate that is there twice is one thing: the worse of the two.
        var gates = report.Verdicts
            .GroupBy(v => AlertSubject.OfGate(report.Package, channel, v.Gate, v.Slice), StringComparer.Ordinal)
            .Select(g => Gate(report, g.Key, g.OrderByDescending(v => Outcome(v.Outcome)).First()));
        return new ProductionLook(report.Package, channel, [Measurement(report.Package, channel, WatchedOutcome.Passing, []), .. gates], IsComplete: true)
        {
            Version = report.Versions.LastOrDefault(v => v.Version.Length > 0)?.Version,
            Link = link,
        };
    }

    /// <summary>A window that could not be measured.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="channel">The channel; null: all.</param>
    /// <param name="codes">The codes of the errors. Their messages stay where they are: they may have values of the data.</param>
    public static ProductionLook NotMeasured(string package, string? channel, IReadOnlyList<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var facts = codes.Distinct(StringComparer.Ordinal).Take(ListedColumns)
            .Select(c => new AlertFact(c, DiagnosticCatalog.All.FirstOrDefault(d => d.Code == c)?.Title ?? "see the log"));
        return new ProductionLook(package, channel, [Measurement(package, channel, WatchedOutcome.Failing, [.. facts])], IsComplete: false);
    }

    private static WatchedThing Measurement(string package, string? channel, WatchedOutcome outcome, IReadOnlyList<AlertFact> facts) =>
        new(AlertSubject.OfMonitor(package, channel), AlertKind.MonitorFailed, outcome, AlertSeverity.Warning, "the measurement of production") { Facts = facts };

    private static WatchedThing Gate(MonitorReport report, string subject, Verdict verdict) => new(
        subject,
        AlertKind.GateFailed,
        Outcome(verdict.Outcome),
        verdict.Code == MonitorDiagnostics.NotProvenKept.Code ? AlertSeverity.Warning : AlertSeverity.Error,
        $"the monitor gate '{verdict.Gate}'{(verdict.Slice is { } slice ? " on " + SliceName(slice) : string.Empty)}")
    {
        Facts = [.. Facts(report, verdict)],
    };

    private static IEnumerable<AlertFact> Facts(MonitorReport report, Verdict verdict)
    {
        var name = verdict.Gate.Split(' ')[0];
        var unit = MonitorCatalog.Find(name, report.Task)?.Unit ?? MetricUnit.None;
        if (double.IsFinite(verdict.Value))
        {
            yield return new("Value", Quantity.Format(verdict.Value, unit));
        }

        if (verdict is { Low: { } low, High: { } high })
        {
            yield return new(verdict.Regression is null ? "95 % interval" : "95 % interval of the difference", $"{Quantity.Format(low, unit)} to {Quantity.Format(high, unit)}");
        }

        if (double.IsFinite(verdict.Threshold))
        {
            yield return new("Threshold", Quantity.Format(verdict.Threshold, unit));
        }

        if (double.IsFinite(verdict.Baseline))
        {
            yield return new("On the reference", Quantity.Format(verdict.Baseline, unit));
        }

        if (name.StartsWith(MonitorCatalog.Drift, StringComparison.Ordinal) && report.DriftedColumns is { Count: > 0 } drifted)
        {
            yield return new("Drifted", DiagnosticText.List(drifted.Take(ListedColumns).ToList(), drifted.Count));
        }

        yield return new("Window", string.Create(CultureInfo.InvariantCulture, $"{report.From.UtcDateTime:yyyy-MM-dd HH:mm} to {report.Before.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {report.Rows:N0} rows, {report.Labelled:N0} with a label"));
        if (verdict.File is { } file)
        {
            yield return new("Gate", verdict.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file}, line {verdict.Line}") : file);
        }

        if (verdict.Code is { } code)
        {
            yield return new("Code", code);
        }
    }

    // What stands behind '=' is a value of the data.
    private static string SliceName(string slice) => slice.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? $"a slice of '{slice[..at]}'" : $"the slice '{slice}'";

    private static WatchedOutcome Outcome(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Failed => WatchedOutcome.Failing,
        GateOutcome.Passed => WatchedOutcome.Passing,
        _ => WatchedOutcome.Unknown,
    };
}
