using System.Xml.Linq;
using Ingot.Core.Runs;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Runs;

/// <summary>A metric of runs, over time and over the trials of a search.</summary>
internal static class RunPlots
{
    private const double Dot = 3.2;

    /// <summary>The metric of each run at the time when it began, with its interval; null when none has it.</summary>
    public static XElement? OverTime(string id, string metric, IEnumerable<Run> runs)
    {
        var points = runs.Select(r => (r.Started, Metric: r.Find(metric))).Where(p => p.Metric is not null && double.IsFinite(p.Metric.Value)).OrderBy(p => p.Started).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        var (first, last) = (points[0].Started, points[^1].Started);
        var room = Math.Max((last - first).TotalSeconds * 0.05, 1);
        var time = new TimeScale(first.AddSeconds(-room), last.AddSeconds(room), []);
        var plot = PlotStyle.Model();
        plot.Axes.Add(time.Axis());
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Left, null));
        foreach (var (started, m) in points.Where(p => double.IsFinite(p.Metric!.Low) && double.IsFinite(p.Metric.High)))
        {
            plot.Series.Add(PlotStyle.Line(PlotColour.Faint, (time.Of(started), m!.Low), (time.Of(started), m.High), 1.2, LineStyle.Solid));
        }

        var line = PlotStyle.Line(PlotColour.Accent, 1);
        var dots = PlotStyle.Dots(PlotColour.Accent, Dot);
        foreach (var (started, m) in points)
        {
            line.Points.Add(new DataPoint(time.Of(started), m!.Value));
            dots.Points.Add(new ScatterPoint(time.Of(started), m.Value));
        }

        plot.Series.Add(line);
        plot.Series.Add(dots);
        var title = $"{PlainText.Short(metric, 40)} over time";
        return Figure(title, PlotSvg.Of(plot, $"{id}-time", title, Text($"{points.Count} runs, from {points[0].Metric!.Value:0.####} to {points[^1].Metric!.Value:0.####}."), metric), "Each run when it began (UTC), with its 95 % interval. Intervals that overlap do not tell whether two runs differ: runs compare does.");
    }

    /// <summary>The metric of each trial in their order, and the best so far; null when none has it.</summary>
    public static XElement? Trials(string id, string metric, IReadOnlyList<Run> trials)
    {
        var points = trials.Select((t, i) => (Number: i + 1, Metric: t.Find(metric))).Where(p => p.Metric is not null && double.IsFinite(p.Metric.Value)).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        var plot = PlotStyle.Model();
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Bottom, "trial", 0, trials.Count + 1));
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Left, null));
        var dots = PlotStyle.Dots(PlotColour.Faint, Dot);
        var best = new StairStepSeries { Color = PlotColour.Accent, StrokeThickness = 2, VerticalStrokeThickness = 2 };
        RunMetric? top = null;
        foreach (var (number, m) in points)
        {
            dots.Points.Add(new ScatterPoint(number, m!.Value));
            top = top is null || RunColumn.Goodness(m) > RunColumn.Goodness(top) ? m : top;
            best.Points.Add(new DataPoint(number, top.Value));
        }

        best.Points.Add(new DataPoint(trials.Count, top!.Value));
        plot.Series.Add(dots);
        plot.Series.Add(best);
        var title = $"{PlainText.Short(metric, 40)} trial by trial";
        return Figure(
            title,
            PlotSvg.Of(plot, $"{id}-trials", title, Text($"{points.Count} trials; the best has {top.Value:0.####}."), metric),
            new object[] { Key("faint", "a trial"), Key("accent", "the best so far"), points.Count < trials.Count ? Text($"{trials.Count - points.Count} of {trials.Count} trials have no value.") : string.Empty });
    }
}
