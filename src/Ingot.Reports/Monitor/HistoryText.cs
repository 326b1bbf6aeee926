using System.Globalization;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;

namespace Ingot.Reports.Monitor;

/// <summary>A history in a line.</summary>
internal static class HistoryText
{
    /// <summary>What the last windows were like, as Markdown.</summary>
    public static string Line(HistoryView history)
    {
        var windows = history.Windows;
        if (windows.Count < 2)
        {
            return "History: this is the first window.";
        }

        var failed = windows.Count(w => w.Entry.Verdicts.Any(v => v.Outcome == GateOutcome.Failed));
        var drifted = windows.Count(w => w.Entry.Drifted.Count > 0);
        var updated = windows.Count(w => w.Replaced.Count > 0);
        return Text($"History: of the last {windows.Count:N0} windows, {failed:N0} failed a gate and {drifted:N0} had columns that drifted; {Trend(history.View)}")
            + $"{Since(history.View)}{(updated > 0 ? Text($"; {updated:N0} {(updated == 1 ? "was" : "were")} measured again since") : string.Empty)}.";
    }

    private static string Trend(MonitorView view)
    {
        var realised = Known(view.Series(view.Main));
        var (name, points) = realised.Count >= 2 ? (view.Main, realised) : (MonitorCatalog.Estimated + view.Main, Known(view.Series(MonitorCatalog.Estimated + view.Main)));
        if (points.Count < 2)
        {
            return $"{MonitorText.Title(view.Main)} is not known of two of them yet";
        }

        var greatest = MetricText.Greatest(points);
        string Value(double value) => MonitorText.Value(name, value, view.Task, greatest);
        return $"{MonitorText.Title(name)} went from {Value(points[0])} to {Value(points[^1])} (lowest {Value(points.Min())}, highest {Value(points.Max())})";
    }

    private static string Since(MonitorView view) => view.Changes.FirstOrDefault(c => c is { IsSustained: true, HasEnded: false }) is { } first
        ? Text($"; since {MonitorText.Instant(view.Report.Chunks[first.First].From)} {MonitorText.Title(first.Series.Name)}{(first.Series.Column is { } column ? $" of {MarkdownText.Plain(column)}" : string.Empty)} is beyond its limit ({first.Beyond:N0} of {first.Judged:N0} windows)")
        : string.Empty;

    private static List<double> Known(MonitorSeries series) => [.. series.Points.Where(p => p is { NotYet: null } && double.IsFinite(p.Value)).Select(p => p!.Value)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
