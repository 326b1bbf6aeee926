using System.Xml.Linq;
using Ingot.Core.Monitoring;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>How many rows have a label by now, and how late labels come.</summary>
internal static class LabelSection
{
    public static XElement Of(MonitorView view)
    {
        var report = view.Report;
        return Section(
            "labels",
            "Labels",
            report.Labelled == 0
                ? El("p", "No row of the window has a label, so nothing is known of how good the predictions were.")
                : El("div", Class("grid"), ByChunk(view), Facts(report)));
    }

    /// <summary>The share of rows that have a label; null where there are no rows.</summary>
    public static XElement? ByChunk(MonitorView view)
    {
        var chunks = view.Report.Chunks;
        var svg = TimelinePlot.Draw(
            view.Id("labelled"),
            $"Rows with a label by {view.Part}",
            "rows with a label, %",
            view.Time,
            [new TimelineSeries([.. chunks.Select(c => new TimelinePoint((view.Time.Of(c.From) + view.Time.Of(c.Before)) / 2, c.Rows > 0 ? 100.0 * c.Labelled / c.Rows : double.NaN, double.NaN, double.NaN, false))], PlotColour.Accent)],
            [],
            $"The share of the rows of each {view.Part} that have a label by now.",
            fromZero: true,
            height: TimelinePlot.Low);
        return svg is null ? null : Figure(
            $"Rows with a label, by {view.Part}",
            svg,
            $"The newest {view.Part}s have fewest where labels come late.",
            Table($"Rows with a label by {view.Part}", [view.Part, "rows#", "with a label#", "share#"], chunks.TakeLast(200).Select(c => (IReadOnlyList<object?>)
            [
                MonitorText.Span(c.From, c.Before), Text($"{c.Rows:N0}"), Text($"{c.Labelled:N0}"), c.Rows > 0 ? MonitorText.Share((double)c.Labelled / c.Rows) : null,
            ])));
    }

    private static XElement Facts(MonitorReport report)
    {
        static XElement? Fact(string what, string value) => value.Length == 0 ? null : El("div", El("dt", what), El("dd", value));
        return El(
            "dl",
            Class("facts"),
            Fact("rows with a label", Text($"{report.Labelled:N0} of {report.Rows:N0}") + (report.Rows > 0 ? $" ({MonitorText.Share((double)report.Labelled / report.Rows)})" : string.Empty)),
            report.LabelDelay is not { } delay ? Fact("delay", "not known") : (object)new[]
            {
                Fact("half of them came within", MonitorText.Duration(delay.Median)), Fact("90 % came within", MonitorText.Duration(delay.P90)), Fact("the last came after", MonitorText.Duration(delay.Longest)),
            });
    }
}
