using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>The weeks: what this window and those before it were like, one beside the other.</summary>
internal static class HistorySection
{
    private const int NamedColumns = 3;
    private const int Shown = 8;

    public static XElement? Of(MonitorView own, HistoryView? history)
    {
        if (history is null)
        {
            return null;
        }

        var view = history.View;
        if (history.Windows.Count < 2)
        {
            return Section("history", "History", El("p", "This is the first window of the history, so there is nothing to set beside it yet.", Others(history)));
        }

        var figures = new[] { PerformanceSection.ByChunk(view, view.Main, 0), DriftSection.Strips(view), DriftSection.Count(view), LabelSection.ByChunk(view) }.OfType<XElement>().ToList();
        return Section(
            "history",
            "History",
            El(
                "p",
                Text($"{history.Windows.Count:N0} windows, from {MonitorText.Instant(view.Report.From)} to {MonitorText.Instant(view.Report.Before)}. Of each, the newest measurement is shown: labels may have come since it was first measured. "),
                Others(history)),
            ChangeSection.Content(view),
            El("div", Class("grid"), figures),
            El("h3", "Windows"),
            Windows("Windows of the history", history.Windows.Reverse().Take(Shown), own, history),
            history.Windows.Count <= Shown ? null : Details(
                history.Windows.Count == Shown + 1 ? "1 earlier window" : Text($"{history.Windows.Count - Shown:N0} earlier windows"),
                Windows("Earlier windows of the history", history.Windows.Reverse().Skip(Shown), own, history)));
    }

    private static string? Others(HistoryView history) =>
        (history.Earlier > 0 ? Text($" {history.Earlier:N0} earlier windows are in the history.") : string.Empty)
        + (history.Others > 0 ? Text($" {history.Others:N0} of another length are not beside them.") : string.Empty) is { Length: > 0 } text ? text : null;

    private static XElement Windows(string title, IEnumerable<MonitorHistoryWindow> windows, MonitorView own, HistoryView history)
    {
        var main = history.View.Main;
        string[] names = [main, MonitorCatalog.Estimated + main];
        var greatest = MetricText.Greatest(history.Windows.SelectMany(w => w.Entry.Measurements).Where(m => names.Contains(m.Name) && m.Slice is null).Select(m => m.Value ?? double.NaN));
        return Table(
            title,
            ["window", "versions", "rows#", "with a label#", $"{main}#", $"{main}, estimated#", "drifted columns", "gates"],
            windows.Select(w => (IReadOnlyList<object?>)
            [
                new object?[] { El("span", Class("when"), MonitorText.Span(w.Entry.From, w.Entry.Before)), w.Entry.Before == own.Report.Before.ToUniversalTime() ? El("small", "this window") : null },
                w.Entry.Versions.Count == 0 ? null : Data(string.Join(", ", w.Entry.Versions.Select(v => MonitorText.Version(v.Version))), 60),
                Text($"{w.Entry.Rows:N0}"),
                w.Entry.Rows > 0 ? MonitorText.Share((double)w.Entry.Labelled / w.Entry.Rows) : null,
                new object?[] { Value(w.Entry, main, own, greatest), Before(w, main, own, greatest) },
                Value(w.Entry, MonitorCatalog.Estimated + main, own, greatest),
                Drifted(w.Entry),
                Gates(w.Entry),
            ]));
    }

    private static object? Value(MonitorHistoryEntry entry, string name, MonitorView view, double greatest) => Find(entry, name) is not { } measured ? null
        : measured.NotYet is not null ? El("span", Class("same"), "not yet")
        : measured.Value is not { } value ? El("span", Class("same"), "undefined")
        : new object?[]
        {
            MonitorText.Value(name, value, view.Task, greatest),
            MonitorText.Interval(measured.ToMeasurement(), view.Task, greatest) is { Length: > 0 } interval ? El("small", interval) : null,
        };

    // What was said of the window before: whoever saw that shall see why it is another number now.
    private static XElement? Before(MonitorHistoryWindow window, string name, MonitorView view, double greatest) => window.Replaced.Count == 0 ? null
        : window.Replaced[0] is var before && Find(before, name) is { NotYet: null, Value: { } value }
            ? El("small", Text($"before: {MonitorText.Value(name, value, view.Task, greatest)}, {before.Labelled:N0} labels"))
            : El("small", Text($"before: not known, {before.Labelled:N0} labels"));

    private static object? Drifted(MonitorHistoryEntry entry) => entry.Columns == 0 ? El("span", Class("same"), "not yet")
        : entry.Drifted.Count == 0 ? Text($"0 of {entry.Columns:N0}")
        : new object?[]
        {
            Text($"{entry.Drifted.Count:N0} of {entry.Columns:N0}"),
            El("small", entry.Drifted.Take(NamedColumns).Select((c, i) => new object?[] { i > 0 ? ", " : null, Data(c, 40) }), entry.Drifted.Count > NamedColumns ? ", …" : null),
        };

    private static object? Gates(MonitorHistoryEntry entry)
    {
        var failed = entry.Verdicts.Where(v => v.Outcome == GateOutcome.Failed).ToList();
        return entry.Verdicts.Count == 0 ? null
            : failed.Count == 0 ? Text($"{entry.Verdicts.Count(v => v.Outcome == GateOutcome.Passed):N0} of {entry.Verdicts.Count:N0} passed")
            : new object[] { El("span", Class("worse"), Text($"{failed.Count:N0} failed")), El("small", Data(string.Join(", ", failed.Select(v => v.Gate)), 80)) };
    }

    private static MonitorHistoryMeasurement? Find(MonitorHistoryEntry entry, string name) => entry.Measurements.FirstOrDefault(m => m.Name == name && m.Column is null && m.Slice is null);
}
