using System.Xml.Linq;
using Ingot.Core.Monitoring;
using Ingot.Reports.Plots;
using OxyPlot;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>Rows, errors and latency by chunk.</summary>
internal static class TrafficSection
{
    public static XElement? Of(MonitorView view) => view.Report.Chunks.Count == 0 ? null : Section(
        "traffic",
        "Traffic",
        El(
            "div",
            Class("grid"),
            Rows(view),
            Lines(view, "errors", "Errors and refused requests", "share of requests, %", 100, [(MonitorCatalog.Errors, "errors", PlotColour.Accent, "accent"), (MonitorCatalog.Refused, "refused", PlotColour.Third, "third")]),
            Lines(view, "latency", "Latency", "milliseconds", 1000, [("Latency.P99", "99 %", PlotColour.Second, "second"), ("Latency.P95", "95 %", PlotColour.Third, "third"), ("Latency.P50", "50 %", PlotColour.Accent, "accent")])));

    private static XElement? Rows(MonitorView view)
    {
        var chunks = view.Report.Chunks;
        var empty = chunks.Count(c => c.Rows == 0);
        var svg = TimelinePlot.Draw(
            "rows",
            "Rows by chunk",
            "rows",
            view.Time,
            [new TimelineSeries([.. chunks.Select(c => new TimelinePoint((view.Time.Of(c.From) + view.Time.Of(c.Before)) / 2, c.Rows, double.NaN, double.NaN, false))], PlotColour.Faint, IsBar: true)],
            [],
            "The number of rows of each chunk.",
            fromZero: true,
            height: TimelinePlot.Low);
        return svg is null ? null : Figure(
            "Rows",
            svg,
            new object?[] { Text($"{view.Report.Rows:N0} rows. "), empty > 0 ? Text($"{empty:N0} of {chunks.Count:N0} chunks have none. ") : null, Timeline.Marks(view) },
            El("div", Timeline.Numbers("Rows by chunk", view)));
    }

    private static XElement? Lines(MonitorView view, string id, string title, string vertical, double scale, (string Name, string Title, OxyColor Colour, string Key)[] all)
    {
        var shown = all.Select(a => (a.Title, a.Colour, a.Key, Series: view.Series(a.Name))).Where(a => a.Series.HasValues).ToList();
        List<double> limits = [.. shown.SelectMany(s => Timeline.Limits(s.Series)).Distinct()];
        var svg = TimelinePlot.Draw(
            id,
            title,
            vertical,
            view.Time,
            [.. shown.Select((s, i) => new TimelineSeries(Timeline.Points(s.Series, view, scale), s.Colour, Style(i)))],
            [.. limits.Select(l => (l * scale, PlotColour.Bad, LineStyle.Dash))],
            $"{string.Join(", ", shown.Select(s => s.Title))} of each chunk.",
            fromZero: true,
            height: TimelinePlot.Low);
        return svg is null ? null : Figure(
            title,
            svg,
            new object?[]
            {
                shown.Select((s, i) => Style(i) == LineStyle.Solid ? Timeline.Solid(s.Key, s.Title) : Timeline.Dashed(s.Key, s.Title)),
                limits.Count > 0 ? Timeline.Limit("limit " + string.Join(", ", limits.Select(l => MonitorText.Value(shown[0].Series.Name, l, view.Task)))) : null,
                limits.Count > 0 ? Timeline.Beyond() : null,
            },
            El("div", Timeline.Numbers(title, view, [.. shown.Select(s => (s.Title, s.Series))])));
    }

    private static LineStyle Style(int number) => number == 1 ? LineStyle.Dash : LineStyle.Solid;
}
