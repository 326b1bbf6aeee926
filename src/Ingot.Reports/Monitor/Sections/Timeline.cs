using System.Xml.Linq;
using Ingot.Core.Drift;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>What timelines of a window have in common: their points, their captions and the tables of their numbers.</summary>
internal static class Timeline
{
    private const int MostChunks = 200;

    /// <summary>The points of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="view">The window.</param>
    /// <param name="scale">What values are multiplied with, such as 100 for percent.</param>
    public static IReadOnlyList<TimelinePoint> Points(MonitorSeries series, MonitorView view, double scale = 1) =>
    [
        .. view.Report.Chunks.Select((c, i) => new TimelinePoint(
            (view.Time.Of(c.From) + view.Time.Of(c.Before)) / 2,
            series.Points[i] is { NotYet: null } p ? Finite(p.Value) * scale : double.NaN,
            Finite(series.Points[i]?.Low) * scale,
            Finite(series.Points[i]?.High) * scale,
            series.Outcome(i) == DriftOutcome.Drifted)),
    ];

    /// <summary>The limits of one series: that of the gate, and the one of its own, which stands for all chunks as long as it is about the same.</summary>
    public static IEnumerable<double> Limits(MonitorSeries series)
    {
        var own = series.Points.Select(p => p?.Threshold ?? double.NaN).Where(double.IsFinite).ToList();
        return [.. series.Limit is { } limit ? new[] { limit.Value } : [], .. own.Count > 0 ? new[] { own.Order().ElementAt(own.Count / 2) } : []];
    }

    /// <summary>The value of the reference; NaN when it has none.</summary>
    public static double Reference(MonitorSeries series) =>
        series.Points.Select(p => p?.Reference ?? double.NaN).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Last();

    /// <summary>What the dotted upright lines are; null when there are none.</summary>
    public static string? Marks(MonitorView view) => view.VersionStarts.Count == 0 ? null : "Upright, dotted: a version begins to answer. ";

    /// <summary>A key of a level line.</summary>
    public static XElement Limit(string text) => El("span", Class("key"), El("span", Class("dash s-bad")), text);

    /// <summary>A key of the sign for what is beyond its limit.</summary>
    public static XElement Beyond(string text = "beyond its limit") => El("span", Class("key"), El("span", Class("diamond")), text);

    /// <summary>The key of a line that is dashed.</summary>
    /// <param name="colour">Its colour's class.</param>
    /// <param name="text">What it is.</param>
    public static XElement Dashed(string colour, string text) => El("span", Class("key"), El("span", Class("dash s-" + colour)), text);

    /// <summary>The key of a line that is drawn through.</summary>
    /// <param name="colour">Its colour's class.</param>
    /// <param name="text">What it is.</param>
    public static XElement Solid(string colour, string text) => El("span", Class("key"), El("span", Class("line s-" + colour)), text);

    /// <summary>The numbers of timelines, a line a chunk.</summary>
    /// <param name="label">What the table is.</param>
    /// <param name="view">The window.</param>
    /// <param name="series">The series with what their columns are called.</param>
    public static object?[] Numbers(string label, MonitorView view, params IReadOnlyList<(string Title, MonitorSeries Series)> series)
    {
        var chunks = view.Report.Chunks;
        var left = Math.Max(0, chunks.Count - MostChunks);
        var greatest = series.Select(s => MetricText.Greatest(s.Series.Points.SelectMany(p => p is null ? [] : new[] { p.Value, p.Low, p.High }))).ToList();
        return
        [
            Table(
                label,
                [view.Part, "rows#", .. series.Select(s => s.Title + "#")],
                Enumerable.Range(left, chunks.Count - left).Select(i => (IReadOnlyList<object?>)
                [
                    new object?[] { MonitorText.Span(chunks[i].From, chunks[i].Before), chunks[i].IsWhole || view.Part != MonitorView.Chunk ? null : El("small", "a part of a " + view.Part) },
                    Text($"{chunks[i].Rows:N0}"),
                    .. series.Select((s, k) => Cell(s.Series, i, view, greatest[k])),
                ])),
            left > 0 ? El("p", Class("more"), Text($"and {left:N0} earlier {view.Part}s in monitor.json")) : null,
        ];
    }

    /// <summary>A number, or NaN where there is none.</summary>
    private static double Finite(double? value) => value is { } v && double.IsFinite(v) ? v : double.NaN;

    private static object? Cell(MonitorSeries series, int chunk, MonitorView view, double greatest)
    {
        if (series.Points[chunk] is not { } point)
        {
            return null;
        }

        if (point.NotYet is not null || !double.IsFinite(point.Value))
        {
            return El("span", Class("same"), point.NotYet is null ? "undefined" : "not yet");
        }

        var interval = MonitorText.Interval(point, view.Task, greatest);
        return new object?[]
        {
            MonitorText.Value(point.Name, point.Value, view.Task, greatest), series.Outcome(chunk) == DriftOutcome.Drifted ? El("span", Class("worse"), " beyond") : null,
            interval.Length > 0 ? El("small", interval) : null,
        };
    }
}
