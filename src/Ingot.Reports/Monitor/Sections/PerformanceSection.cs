using System.Xml.Linq;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using OxyPlot;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>How good the predictions are: on the rows that have a label by now, and estimated for all of them, in one plot.</summary>
internal static class PerformanceSection
{
    private const int MostMetrics = 100;
    private const int Drawn = 2;

    public static XElement? Of(MonitorView view)
    {
        var names = view.MetricNames().Where(n => n != view.Main).Prepend(view.Main).Where(n => view.Measured(n) is not null || view.Measured(MonitorCatalog.Estimated + n) is not null).ToList();
        if (names.Count == 0)
        {
            return null;
        }

        var keys = MainMetric.KeyFigures(view.Task);
        var figures = names.OrderBy(n => n == view.Main ? -1 : keys.Contains(n) ? keys.TakeWhile(k => k != n).Count() : keys.Count)
            .Select((n, i) => ByChunk(view, n, i)).OfType<XElement>().Take(Drawn).ToList();
        return Section(
            "performance",
            "Performance",
            El("p", "Realised: on the rows that have a label by now. Estimated: for all rows, without labels, as long as only the inputs change; when the meaning of the inputs changes, the two part."),
            figures.Count > 0 ? El("div", Class("grid"), figures) : null,
            El("h3", "Metrics of the window"),
            Metrics(view, [.. names.Take(MostMetrics)]),
            names.Count > MostMetrics ? El("p", Class("more"), Text($"and {names.Count - MostMetrics:N0} more in monitor.json")) : null);
    }

    /// <summary>A metric by chunk, realised and estimated; null where there is no value.</summary>
    public static XElement? ByChunk(MonitorView view, string name, int number)
    {
        var (realised, estimated) = (view.Series(name), view.Series(MonitorCatalog.Estimated + name));
        if (!realised.HasValues && !estimated.HasValues)
        {
            return null;
        }

        List<double> limits = [.. new[] { realised, estimated }.SelectMany(Timeline.Limits).Where(double.IsFinite).Distinct()];
        var reference = new[] { realised, estimated }.Select(Timeline.Reference).FirstOrDefault(double.IsFinite, double.NaN);
        var svg = TimelinePlot.Draw(
            view.Id(Text($"performance-{number}")),
            $"{name} by {view.Part}",
            name,
            view.Time,
            [
                new TimelineSeries(Timeline.Points(estimated, view), PlotColour.Third, LineStyle.Dash),
                new TimelineSeries(Timeline.Points(realised, view), PlotColour.Accent),
            ],
            [(reference, PlotColour.Muted, LineStyle.Dot), .. limits.Select(l => (l, PlotColour.Bad, LineStyle.Dash))],
            $"{name} of each {view.Part}, realised and estimated, with 95 % intervals, the reference's value and the limits.");
        return svg is null ? null : Figure(
            $"{name} by {view.Part}",
            svg,
            new object?[]
            {
                realised.HasValues ? Timeline.Solid("accent", "realised") : null,
                estimated.HasValues ? Timeline.Dashed("third", "estimated") : null,
                limits.Count > 0 ? Timeline.Limit("limit " + string.Join(", ", limits.Select(l => MonitorText.Value(name, l, view.Task, MetricText.Greatest(limits))))) : null,
                Timeline.Beyond(Beyond(realised, estimated)),
                double.IsFinite(reference) ? Text($"Dotted, level: the reference, {MonitorText.Value(name, reference, view.Task)}. ") : null,
                "Shaded: 95 % intervals. ",
                Timeline.Marks(view),
            },
            El("div", Timeline.Numbers($"{name} by {view.Part}", view, ("realised", realised), ("estimated", estimated))));
    }

    // A gate is on the realised metric or on the estimate: each line is beyond its own limit, if it has one.
    private static string Beyond(MonitorSeries realised, MonitorSeries estimated)
    {
        const string byChance = "worse than the reference by more than chance";
        bool[] limited = [.. new[] { realised, estimated }.Where(s => s.HasValues).Select(s => Timeline.Limits(s).Any())];
        return Array.TrueForAll(limited, l => l) ? "beyond the limit"
            : Array.TrueForAll(limited, l => !l) ? byChance
            : realised.HasValues && Timeline.Limits(realised).Any() ? $"realised: beyond the limit; estimated: {byChance}"
            : $"estimated: beyond the limit; realised: {byChance}";
    }

    private static XElement Metrics(MonitorView view, List<string> names) => Table(
        "Metrics of the window",
        ["metric", "realised#", "labels#", "estimated#", "reference#", "better is"],
        names.Select(n =>
        {
            var (realised, estimated) = (view.Measured(n), view.Measured(MonitorCatalog.Estimated + n));
            var reference = realised?.Reference ?? estimated?.Reference ?? double.NaN;
            var greatest = MetricText.Greatest(new[] { realised, estimated }.OfType<MonitorMeasurement>().SelectMany(m => new[] { m.Value, m.Low, m.High }).Append(reference));
            return (IReadOnlyList<object?>)
            [
                El("strong", Data(n, 60)), Cell(realised, view, greatest), realised is null ? null : Text($"{realised.Rows:N0}"), Cell(estimated, view, greatest),
                double.IsFinite(reference) ? MonitorText.Value(n, reference, view.Task, greatest) : null, MetricText.BetterIs(n, view.Task),
            ];
        }));

    private static object? Cell(MonitorMeasurement? measured, MonitorView view, double greatest) => measured is null ? null
        : measured.NotYet is { } why ? new object[] { El("span", Class("same"), "not yet"), El("small", Data(why, 80)) }
        : !double.IsFinite(measured.Value) ? El("span", Class("same"), "undefined")
        : new object?[]
        {
            MonitorText.Value(measured.Name, measured.Value, view.Task, greatest),
            MonitorText.Interval(measured, view.Task, greatest) is { Length: > 0 } interval ? El("small", interval) : null,
        };
}
