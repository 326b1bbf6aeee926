using System.Xml.Linq;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>What changed first, and in which column.</summary>
internal static class ChangeSection
{
    private const int Shown = 12;
    private const int MostChanges = 200;

    public static XElement? Of(MonitorView view) => view.Report.Chunks.Count == 0 ? null : Section("changes", "What changed first", Content(view));

    /// <summary>Since when what is as it is: a sentence, and the changes in the order of time.</summary>
    public static object?[] Content(MonitorView view)
    {
        string[] header = ["since", "what", "at its worst#", "limit#", $"{view.Part}s beyond#"];
        var lasting = view.Changes.Where(c => c.IsSustained).ToList();
        var single = view.Changes.Where(c => !c.IsSustained).ToList();
        var rows = lasting.Select(c => (At: view.Report.Chunks[c.First].From, Cells: (IReadOnlyList<object?>)Row(c, view)))
            .Concat(view.VersionStarts.Select(v => (v.At, Cells: (IReadOnlyList<object?>)[When(v.At), new object[] { "version ", El("strong", Data(v.Label, 60)), " begins to answer" }, null, null, null])))
            .OrderBy(r => r.At).Select(r => r.Cells).ToList();
        return
        [
            El("p", Lead(lasting, view)),
            rows.Count > 0 ? Table("Changes in the order of time", header, rows.Take(Shown)) : null,
            rows.Count > Shown ? Details(Text($"{rows.Count - Shown:N0} later changes"), Table("Later changes", header, rows.Skip(Shown).Take(MostChanges)), More(rows.Count - Shown)) : null,
            single.Count > 0
                ? Details(
                    Text($"{single.Count:N0} beyond {(single.Count == 1 ? "its limit" : "their limits")} in a single {view.Part}, which may be chance"),
                    Table($"Single {view.Part}s beyond a limit", header, single.OrderBy(c => c.First).Take(MostChanges).Select(c => Row(c, view))),
                    More(single.Count))
                : null,
        ];
    }

    /// <summary>What changed first of what is still as it became, to follow a sentence; null: nothing did.</summary>
    public static object[]? First(MonitorView view) => view.Changes.FirstOrDefault(c => c is { IsSustained: true, HasEnded: false }) is { } first
        ? ["; first ", What(first.Series), ", since ", MonitorText.Instant(view.Report.Chunks[first.First].From)]
        : null;

    private static XElement? More(int count) => count > MostChanges ? El("p", Class("more"), Text($"and {count - MostChanges:N0} more")) : null;

    private static object?[] Lead(List<MonitorChange> lasting, MonitorView view)
    {
        if (lasting.Count == 0)
        {
            return
            [
                view.Report.Chunks.Count >= 2 ? $"Nothing was beyond its limit for more than a {view.Part}."
                : view.Part == MonitorView.Chunk ? "The window is one chunk, so it cannot tell since when something is as it is."
                : "There is one window so far, so it cannot be told since when something is as it is.",
            ];
        }

        var first = lasting[0];
        var chunk = view.Report.Chunks[first.First];
        var together = lasting.Skip(1).Where(c => c.First == first.First).ToList();
        return
        [
            "First: ", What(first.Series),
            together.Count > 0 ? new object?[] { $" and, in the same {view.Part}, ", together.Take(3).Select((c, i) => new object?[] { i > 0 ? ", " : null, What(c.Series) }), together.Count > 3 ? Text($" and {together.Count - 3:N0} more") : null } : null,
            ", since ", El("strong", MonitorText.Instant(chunk.From)), Text($" ({view.Part} {first.First + 1:N0} of {view.Report.Chunks.Count:N0})"),
            first.HasEnded ? "; it has ended." : ".",
        ];
    }

    private static object?[] Row(MonitorChange change, MonitorView view)
    {
        var (chunks, peak) = (view.Report.Chunks, change.AtPeak);
        var limit = change.Series.LimitOf(change.Peak);
        var greatest = MetricText.Greatest([peak.Value, peak.Low, peak.High, limit, peak.Reference]);
        string Value(double value) => MonitorText.Value(peak.Name, value, view.Task, greatest);
        return
        [
            new object?[] { When(chunks[change.First].From), change.HasEnded ? El("small", "until " + MonitorText.Instant(chunks[change.Last].Before)) : null },
            new object?[] { What(change.Series), peak.Measure is { } measure ? El("small", Data(measure, 40)) : null },
            new object?[] { El("strong", Value(peak.Value)), MonitorText.Interval(peak, view.Task, greatest) is { Length: > 0 } interval ? El("small", interval) : null },
            double.IsFinite(limit) ? Value(limit) : double.IsFinite(peak.Reference) ? new object[] { Value(peak.Reference), El("small", "reference") } : null,
            Text($"{change.Beyond:N0} of {change.Judged:N0}"),
        ];
    }

    private static XElement When(DateTimeOffset at) => El("span", Class("when"), MonitorText.Instant(at));

    private static object What(MonitorSeries series) => series.Column is { } column
        ? new object[] { MonitorText.Title(series.Name), series.Name == MonitorCatalog.Drift ? " of " : " in ", El("strong", Data(column, 60)) }
        : El("strong", Data(MonitorText.Title(series.Name), 60));
}
