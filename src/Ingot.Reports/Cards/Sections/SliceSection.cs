using System.Xml.Linq;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>How the model does on parts of the rows: those that the project names, and those that a search found.</summary>
internal static class SliceSection
{
    private const int MostSlices = 200;

    public static XElement? Of(CardContent content)
    {
        List<XElement> figures = [.. new[] { Named(content), Found(content) }.OfType<XElement>()];
        if (figures.Count == 1 && Summary(content) is { } summary)
        {
            // There is room beside the plot.
            figures.Add(El("div", Class("beside"), summary));
        }

        return figures.Count > 0
            ? Section("slices", "Slices", El("p", "Parts of the reference rows. What holds for all rows need not hold for some of them."), El("div", Class("grid"), figures))
            : null;
    }

    private static XElement? Named(CardContent content)
    {
        var (metrics, task) = (content.Metrics, content.Metrics.Task);
        var main = MainMetric.NameIn(metrics);
        var ofMain = metrics.Metrics.Where(m => m.Slice is not null && m.Name == main).ToList();
        if (ofMain.Count == 0)
        {
            return null;
        }

        var higherIsBetter = MetricCatalog.Find(main, task)!.HigherIsBetter;
        var all = metrics.Metrics.FirstOrDefault(m => m.Slice is null && m.Name == main);
        var worstFirst = ofMain.OrderBy(m => double.IsNaN(m.Value)).ThenBy(m => higherIsBetter ? m.Value : -m.Value).ThenBy(m => m.Slice, StringComparer.Ordinal).ToList();
        var drawn = worstFirst.Where(m => double.IsFinite(m.Value)).Take(ForestPlot.MostRows).ToList();
        var table = AllMetrics(content, worstFirst.Select(m => m.Slice!).ToList());
        if (drawn.Count == 0)
        {
            return El("figure", El("h3", $"{main} of each slice"), El("figcaption", $"{main} is undefined on every slice."), Details("All metrics", table));
        }

        var greatest = MetricText.Greatest(drawn);
        var svg = ForestPlot.Draw(
            "named-slices",
            $"{main} of each slice",
            main,
            [.. drawn.Select(m => new ForestRow(m.Slice!, m.Value, m.Low, m.High, Text($"{MetricText.Number(m.Value, greatest)} · {m.Rows:N0} rows"), Weak: IsWorse(m, all, higherIsBetter)))],
            all is not null && double.IsFinite(all.Value) ? all.Value : null,
            $"{main} with its 95 % interval on {drawn.Count} slices, the worst first.");
        return Figure(
            $"{main} of each slice",
            svg,
            new object?[]
            {
                Shown(drawn.Count, ofMain.Count), "The worst first, with 95 % intervals; the upright marks: all rows. ",
                Key("bad", "the whole interval is on the worse side of all rows"),
            },
            table,
            "All metrics");
    }

    private static XElement? Summary(CardContent content)
    {
        var (metrics, task) = (content.Metrics, content.Metrics.Task);
        var main = MainMetric.NameIn(metrics);
        var ofMain = metrics.Metrics.Where(m => m.Name == main && double.IsFinite(m.Value)).Take(ForestPlot.MostRows + 1).ToList();
        var greatest = MetricText.Greatest(ofMain);
        return ofMain.Count < 2 ? null : Table(
            $"{main} of each slice",
            ["slice", "rows#", main + "#", "95 % interval#"],
            ofMain.Select(m => (IReadOnlyList<object?>)
            [
                m.Slice is null ? "all rows" : Data(m.Slice), Text($"{m.Rows:N0}"), MetricText.Value(m, task, greatest), MetricText.Interval(m, task, greatest),
            ]));
    }

    private static bool IsWorse(MetricResult slice, MetricResult? all, bool higherIsBetter) =>
        all is not null && (higherIsBetter ? slice.High < all.Value : slice.Low > all.Value);

    private static XElement AllMetrics(CardContent content, List<string> slices)
    {
        var task = content.Metrics.Task;
        var bySlice = content.Metrics.Metrics.Where(m => m.Slice is not null).ToLookup(m => m.Slice!, StringComparer.Ordinal);
        var columns = MetricCatalog.Names(task)
            .Select(n => (Name: n, Metrics: bySlice.SelectMany(s => s).Where(m => m.Name == n).ToList()))
            .Where(c => c.Metrics.Count > 0).Select(c => (c.Name, Greatest: MetricText.Greatest(c.Metrics))).ToList();
        return Table(
            "Metrics of each slice",
            ["slice", "rows#", .. columns.Select(c => c.Name + "#")],
            slices.Take(MostSlices).Select(slice => (IReadOnlyList<object?>)
            [
                Data(slice),
                Text($"{bySlice[slice].Max(m => m.Rows):N0}"),
                .. columns.Select(c => bySlice[slice].FirstOrDefault(m => m.Name == c.Name) is { } m ? Cell(MetricText.Value(m, task, c.Greatest), MetricText.Interval(m, task, c.Greatest)) : null),
            ]));
    }

    private static object Cell(string value, string interval) => interval.Length == 0 ? value : new object[] { value, El("small", interval) };

    private static XElement? Found(CardContent content)
    {
        if (content.SliceSearch is not { Slices.Count: > 0 } search)
        {
            return null;
        }

        var ordered = search.Slices.OrderByDescending(s => s.Weak).ThenByDescending(s => s.Difference).ThenBy(s => s.Slice, StringComparer.Ordinal).ToList();
        var drawn = ordered.Where(s => double.IsFinite(s.Difference)).Take(ForestPlot.MostRows).ToList();
        if (drawn.Count == 0)
        {
            return null;
        }

        var weak = ordered.Count(s => s.Weak);
        var (values, differences) = (MetricText.Greatest(ordered.SelectMany(s => new[] { s.Value, s.Rest })), MetricText.Greatest(ordered.SelectMany(s => new[] { s.Difference, s.Low, s.High })));
        var svg = ForestPlot.Draw(
            "found-slices",
            "Slices that a search looked at",
            $"how much worse {PlainText.Short(search.Metric, 40)} is than on the other rows",
            [.. drawn.Select(s => new ForestRow(
                s.Slice, s.Difference, s.Low, s.High, Text($"{MetricText.Number(s.Value, values)} · {s.Rows:N0} rows"), s.Weak))],
            0,
            Text($"{weak} of {ordered.Count} slices are weak."));
        return Figure(
            "Search for weak slices",
            svg,
            new object?[]
            {
                Shown(drawn.Count, ordered.Count), Text($"To the right of 0 the slice is worse than the rest. "),
                Key("bad", Text($"{weak:N0} weak: worse by more than chance, for the number of slices looked at")),
            },
            Table(
                "Slices that a search looked at",
                ["slice", "rows#", "value#", "the rest#", "worse by#", "95 % interval#", "p#", "adjusted p#", "weak"],
                ordered.Take(MostSlices).Select(s => (IReadOnlyList<object?>)
                [
                    Data(s.Slice), Text($"{s.Rows:N0}"), MetricText.Number(s.Value, values), MetricText.Number(s.Rest, values), MetricText.Number(s.Difference, differences),
                    !double.IsFinite(s.Low) || !double.IsFinite(s.High) ? null : $"{MetricText.Number(s.Low, differences)} to {MetricText.Number(s.High, differences)}",
                    GateText.PValue(s.PValue), GateText.PValue(s.AdjustedPValue), s.Weak ? "weak" : null,
                ])));
    }

    private static string? Shown(int drawn, int all) => drawn < all ? Text($"{drawn:N0} of {all:N0} slices. ") : null;
}
