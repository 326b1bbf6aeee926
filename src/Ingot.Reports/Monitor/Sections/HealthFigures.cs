using System.Xml.Linq;
using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>Health at a glance: the few numbers that a reader looks for first.</summary>
internal static class HealthFigures
{
    public static XElement Of(MonitorView view)
    {
        var report = view.Report;
        XElement?[] figures =
        [
            Gates(report.Verdicts),
            Drifted(view),
            Metric(view, view.Main, view.Main),
            Metric(view, MonitorCatalog.Estimated + view.Main, view.Main + ", estimated"),
            Labels(report),
            Value(view, MonitorCatalog.Errors, "errors", view.Measured(MonitorCatalog.Refused) is { } refused && double.IsFinite(refused.Value) ? MonitorText.Share(refused.Value) + " refused" : null),
            Value(view, "Latency.P95", "latency, 95 %", view.Measured("Latency.P99") is { } last && double.IsFinite(last.Value) ? "99 %: " + MonitorText.Duration(last.Value) : null),
            Value(view, MonitorCatalog.Staleness, "age of the newest row", null),
        ];
        return El("dl", Class("figures health"), figures);
    }

    /// <summary>Such as <c>1 of 20 columns drifted</c>.</summary>
    public static string Drift(MonitorView view)
    {
        var judged = view.Columns.Count(c => c.Finding is { Outcome: not DriftOutcome.NotYet });
        return view.Columns.All(c => c.Finding is null) ? "drift was not measured"
            : judged == 0 ? "too few rows to see drift"
            : Text($"{view.Drifted.Count:N0} of {judged:N0} columns drifted");
    }

    private static XElement Gates(IReadOnlyList<Verdict> verdicts)
    {
        var passed = verdicts.Count(v => v.Outcome == GateOutcome.Passed);
        return Figure("gates passed", verdicts.Count == 0 ? "none" : Text($"{passed:N0} of {verdicts.Count:N0}"), verdicts.Count == 0 ? "nobody judged this window"
            : passed == verdicts.Count ? "all of them" : MonitorText.Counts([.. verdicts.Where(v => v.Outcome != GateOutcome.Passed)]));
    }

    private static XElement? Drifted(MonitorView view)
    {
        var measured = view.Columns.Where(c => c.Finding is not null).ToList();
        if (measured.Count == 0)
        {
            return null;
        }

        var (unclear, notYet) = (measured.Count(c => c.Finding!.Outcome == DriftOutcome.Unclear), measured.Count(c => c.Finding!.Outcome == DriftOutcome.NotYet));
        var rest = string.Join(", ", new[] { unclear > 0 ? Text($"{unclear:N0} unclear") : null, notYet > 0 ? Text($"{notYet:N0} not yet") : null }.OfType<string>());
        return Figure(
            "drifted columns",
            notYet == measured.Count ? "not yet" : Text($"{view.Drifted.Count:N0} of {measured.Count:N0}"),
            view.Drifted.Count > 0 ? new object?[] { "most of all ", Data(view.Drifted[0].Name, 40), rest.Length > 0 ? "; " + rest : null } : rest.Length > 0 ? rest : "all stable");
    }

    private static XElement? Metric(MonitorView view, string name, string title) => view.Measured(name) is not { } measured ? null
        : measured.NotYet is { } why ? Figure(title, "not yet", Data(why, 80))
        : !double.IsFinite(measured.Value) ? Figure(title, "undefined", Text($"of {measured.Rows:N0} rows"))
        : Figure(title, MonitorText.Value(name, measured.Value, view.Task), Beside(measured, view));

    private static string Beside(MonitorMeasurement measured, MonitorView view)
    {
        var interval = MonitorText.Interval(measured, view.Task);
        return double.IsFinite(measured.Reference) ? $"{interval}{(interval.Length > 0 ? "; " : string.Empty)}reference {MonitorText.Value(measured.Name, measured.Reference, view.Task)}" : interval;
    }

    private static XElement Labels(MonitorReport report) => Figure(
        "rows with a label",
        report.Rows > 0 ? MonitorText.Share((double)report.Labelled / report.Rows) : "no rows",
        report is { Labelled: > 0, LabelDelay: { } delay } && double.IsFinite(delay.Median) ? "half of them within " + MonitorText.Duration(delay.Median) : Text($"{report.Labelled:N0} of {report.Rows:N0}"));

    private static XElement? Value(MonitorView view, string name, string title, string? beside) => view.Measured(name) is { } measured && double.IsFinite(measured.Value)
        ? Figure(title, MonitorText.Value(name, measured.Value, view.Task), beside)
        : null;

    private static XElement Figure(string title, string value, object? beside) =>
        El("div", El("dt", title), El("dd", value), beside is null or "" ? null : El("dd", Class("interval"), beside));
}
