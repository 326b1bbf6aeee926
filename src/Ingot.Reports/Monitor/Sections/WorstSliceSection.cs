using System.Xml.Linq;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>The slices on which the model is worst.</summary>
internal static class WorstSliceSection
{
    private const int Drawn = 12;
    private const int MostSlices = 200;

    public static XElement? Of(MonitorView view)
    {
        var slices = view.Report.Measurements.Where(m => m.Slice is not null).ToList();
        if (slices.Count == 0)
        {
            return null;
        }

        // What labels say comes before what is estimated.
        var names = slices.Select(m => m.Name).Distinct(StringComparer.Ordinal).ToList();
        var name = new[] { view.Main, MonitorCatalog.Estimated + view.Main }.FirstOrDefault(n => slices.Any(s => s.Name == n && double.IsFinite(s.Value))) ?? names[0];
        var higherIsBetter = MonitorCatalog.Find(name, view.Task)?.HigherIsBetter ?? false;
        var worstFirst = slices.Where(s => s.Name == name)
            .OrderBy(m => !double.IsFinite(m.Value)).ThenBy(m => higherIsBetter ? m.Value : -m.Value).ThenBy(m => m.Slice, StringComparer.Ordinal).ToList();
        return Section(
            "slices",
            "Worst slices",
            El("div", Class("grid"), Forest(view, name, worstFirst, higherIsBetter), El("div", Class("beside"), AllMetrics(view, worstFirst, slices))));
    }

    private static XElement Forest(MonitorView view, string name, List<MonitorMeasurement> worstFirst, bool higherIsBetter)
    {
        var title = $"{MonitorText.Title(name)}, of each slice";
        var drawn = worstFirst.Where(m => double.IsFinite(m.Value)).Take(Drawn).ToList();
        if (drawn.Count == 0)
        {
            return El("figure", El("h3", Data(title)), El("figcaption", "No slice has a value yet."));
        }

        var all = view.Measured(name);
        var greatest = MetricText.Greatest(drawn.Select(m => m.Value));
        var svg = ForestPlot.Draw(
            "worst-slices",
            title,
            MonitorText.Title(name),
            [.. drawn.Select(m => new ForestRow(
                m.Slice!, m.Value, m.Low, m.High, Text($"{MonitorText.Value(name, m.Value, view.Task, greatest)} · {m.Rows:N0} rows"),
                all is not null && (higherIsBetter ? m.High < all.Value : m.Low > all.Value)))],
            all is not null && double.IsFinite(all.Value) ? all.Value : null,
            $"The metric with its 95 % interval on {drawn.Count} slices, the worst first.");
        return Figure(
            title,
            svg,
            new object?[]
            {
                drawn.Count < worstFirst.Count ? Text($"{drawn.Count:N0} of {worstFirst.Count:N0} slices. ") : null,
                "The worst first, with 95 % intervals; the upright marks: all rows. ", Key("bad", "the whole interval is on the worse side of all rows"),
            });
    }

    private static XElement AllMetrics(MonitorView view, List<MonitorMeasurement> worstFirst, List<MonitorMeasurement> slices)
    {
        var bySlice = slices.ToLookup(s => s.Slice!, StringComparer.Ordinal);
        var order = worstFirst.Select(m => m.Slice!).Concat(bySlice.Select(s => s.Key)).Distinct(StringComparer.Ordinal).Take(MostSlices).ToList();
        var keys = MainMetric.KeyFigures(view.Task).Take(2).SelectMany(k => new[] { k, MonitorCatalog.Estimated + k }).Where(k => slices.Any(s => s.Name == k)).ToList();
        List<(string Name, double Greatest)> columns =
            [.. (keys.Count > 0 ? keys : [slices[0].Name]).Select(k => (k, MetricText.Greatest(slices.Where(s => s.Name == k).SelectMany(s => new[] { s.Value, s.Reference }))))];
        return Table(
            "Metrics of each slice",
            ["slice", "rows#", .. columns.Select(c => PlainText.Short(MonitorText.Title(c.Name), 40) + "#"), "reference#"],
            order.Select(slice => (IReadOnlyList<object?>)
            [
                Data(slice), Text($"{(bySlice[slice].FirstOrDefault(m => m.Name == columns[0].Name) ?? bySlice[slice].First()).Rows:N0}"),
                .. columns.Select(c => Cell(bySlice[slice].FirstOrDefault(m => m.Name == c.Name), view, c.Greatest)),
                bySlice[slice].FirstOrDefault(m => m.Name == columns[0].Name) is { } m && double.IsFinite(m.Reference) ? MonitorText.Value(m.Name, m.Reference, view.Task, columns[0].Greatest) : null,
            ]));
    }

    private static object? Cell(MonitorMeasurement? measured, MonitorView view, double greatest) => measured is null ? null
        : measured.NotYet is not null || !double.IsFinite(measured.Value) ? El("span", Class("same"), "not yet")
        : MonitorText.Value(measured.Name, measured.Value, view.Task, greatest);
}
