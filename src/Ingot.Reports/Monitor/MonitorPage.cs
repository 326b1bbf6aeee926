using System.Xml.Linq;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using Ingot.Reports.Markup;
using Ingot.Reports.Monitor.Sections;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor;

/// <summary>What a window of production is like, as one page that needs nothing else: no script, no font, no picture from elsewhere.</summary>
public static class MonitorPage
{
    /// <summary>
    /// The page: health at a glance, what changed first, the gates, performance, drift with both distributions, traffic, labels, slices and all
    /// columns. It has no clock: the same report gives the same page. Instants are in UTC.
    /// </summary>
    /// <param name="report">What was measured.</param>
    /// <param name="history">The windows of the same line, this one among them, in the order of their ends; null or empty: there is no history.</param>
    public static string ToHtml(MonitorReport report, IReadOnlyList<MonitorHistoryWindow>? history = null)
    {
        var view = new MonitorView(report);
        XElement?[] sections =
        [
            ChangeSection.Of(view),
            HistorySection.Of(view, HistoryView.Of(report, history)),
            GateSection.Of(view),
            PerformanceSection.Of(view),
            DriftSection.Of(view),
            DriftedColumnSection.Of(view),
            TrafficSection.Of(view),
            LabelSection.Of(view),
            WorstSliceSection.Of(view),
            ColumnSection.Of(view),
            NoteSection.Of(view),
            WindowSection.Of(view),
        ];
        var shown = sections.OfType<XElement>().ToList();
        return HtmlPage.Of(
            $"{PlainText.Short(report.Model, 80)} in production: {MonitorText.Instant(report.From)} to {MonitorText.Instant(report.Before)}",
            ["card.css", "monitor.css"],
            Header(view),
            HealthFigures.Of(view),
            HtmlPage.Contents(shown),
            shown);
    }

    private static XElement Header(MonitorView view)
    {
        var report = view.Report;
        return El(
            "header",
            El("p", Class("kind"), "In production"),
            El("h1", Data(report.Model), report.Versions.Count is 0 or > 3 ? null : new object[] { " ", El("span", Class("version"), report.Versions.Select((v, i) => new object[] { i > 0 ? ", " : string.Empty, Data(MonitorText.Version(v.Version), 40) })) }),
            El(
                "p",
                Class("purpose"),
                Text($"{MonitorText.Instant(report.From)} to {MonitorText.Instant(report.Before)} (UTC): {report.Rows:N0} rows in {report.Chunks.Count:N0} {(report.Chunks.Count == 1 ? "chunk" : "chunks")}, beside {report.Reference.Rows:N0} rows of the reference of "),
                El("strong", Data(report.Reference.Version, 40)),
                "."),
            GateSection.Banner(view));
    }
}
