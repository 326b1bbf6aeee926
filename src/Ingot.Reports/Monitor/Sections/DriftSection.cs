using System.Xml.Linq;
using Ingot.Core.Drift;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using OxyPlot;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>Drift by chunk: of the worst columns, of what the model answers, and of all columns together.</summary>
internal static class DriftSection
{
    private const int FewestRows = 8;
    private const int MostRows = StripPlot.MostRows - 4;
    private const int Listed = 6;

    // Of more chunks, bars would be too thin to be seen, and too many for a page.
    private const int MostBars = 90;

    public static XElement? Of(MonitorView view)
    {
        var rest = new[]
        {
            Count(view),

            // It stands beside the distribution of the answers, where there is one.
            view.Finding(MonitorCatalog.PredictionDrift) is { Bins.Count: > 0 } ? null : Single(view, MonitorCatalog.PredictionDrift, "prediction-drift", "Drift of the predictions"),
            Single(view, MonitorCatalog.MultivariateDrift, "multivariate-drift", "All columns together"),
        }.OfType<XElement>().ToList();
        var strips = Strips(view);
        return strips is null && rest.Count == 0 ? null : Section(
            "drift",
            "Drift by chunk",
            El("p", "How far each chunk is from the reference. A chunk counts as drifted when the whole interval of the effect is beyond its threshold, so that many rows do not make every trifle an alarm."),
            El("div", Class("grid"), strips, rest.Count > 0 ? El("div", Class("stack"), rest) : null));
    }

    /// <summary>The worst columns, a strip each; null where nothing was measured.</summary>
    public static XElement? Strips(MonitorView view)
    {
        var series = view.Columns.Select(c => view.Series(MonitorCatalog.Drift, c.Name, c.Finding?.Measure)).Where(s => s.HasValues).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        // Those that changed in the order in which they did, then the others by what the window as a whole says.
        var first = view.Changes.Where(c => c is { IsSustained: true, Series.Name: MonitorCatalog.Drift }).ToDictionary(c => c.Series.Column!, c => c.First, StringComparer.Ordinal);
        var answers = view.Series(MonitorCatalog.PredictionDrift, null, view.Finding(MonitorCatalog.PredictionDrift)?.Measure);
        List<MonitorSeries> columns = [.. series.OrderBy(s => first.GetValueOrDefault(s.Column!, int.MaxValue)).Take(Math.Clamp(first.Count, FewestRows, MostRows))];
        List<MonitorSeries> drawn = answers.HasValues ? [.. columns, answers] : columns;
        var svg = StripPlot.Draw(
            view.Id("drift-strips"),
            $"Drift of columns by {view.Part}",
            view.Time,
            [.. drawn.Select(s => Row(s, view))],
            Text($"For {columns.Count} columns and the predictions, the effect of drift in each {view.Part} over its threshold."));
        var all = Text($"{series.Count:N0} columns");
        return Figure(
            columns.Count < series.Count ? Text($"{columns.Count} of {all}: those that changed, then the worst") : "Each column",
            svg,
            new object?[]
            {
                Key("bad", "drifted, with a foot"), Key("second", "above its threshold, perhaps by chance"), Key("faint", "below it"),
                Text($"The height is the effect; the dashed line is the threshold, the upper end {StripPlot.Greatest:0} of them or more. "), Timeline.Marks(view),
            },
            El("div", Timeline.Numbers($"Drift by {view.Part}", view, [.. columns.Take(Listed).Select(s => (PlainText.Short(s.Column!, 40), s))])),
            columns.Count > Listed ? Text($"Numbers of the first {Listed}") : "Numbers");
    }

    private static StripRow Row(MonitorSeries series, MonitorView view)
    {
        var chunks = view.Report.Chunks;
        var each = Math.Max(1, (int)Math.Ceiling(chunks.Count / (double)MostBars));
        List<StripBar> bars = [];
        for (var i = 0; i < chunks.Count; i += each)
        {
            // Of chunks that share a bar, the worst is shown.
            var worst = Enumerable.Range(i, Math.Min(each, chunks.Count - i))
                .OrderBy(k => ColumnHealth.Urgency(series.Outcome(k))).ThenByDescending(k => Height(series, k)).First();
            var (from, to) = (view.Time.Of(chunks[i].From), view.Time.Of(chunks[Math.Min(i + each, chunks.Count) - 1].Before));
            var gap = (to - from) * (chunks.Count > 45 ? 0 : 0.1);
            
            // Chunks have few rows, and so the intervals of most reach beyond the threshold: only what is beyond it itself shall be seen.
            var outcome = series.Outcome(worst) == DriftOutcome.Unclear && Height(series, worst) <= 1 ? DriftOutcome.Stable : series.Outcome(worst);
            bars.Add(new StripBar(from + gap, to - gap, Height(series, worst), outcome));
        }

        var drifted = Enumerable.Range(0, chunks.Count).Count(i => series.Outcome(i) == DriftOutcome.Drifted);
        var judged = Enumerable.Range(0, chunks.Count).Count(i => series.Outcome(i) != DriftOutcome.NotYet);
        return new StripRow(series.Column ?? "(what the model answers)", Text($"{drifted:N0} of {judged:N0}"), bars);
    }

    private static double Height(MonitorSeries series, int chunk) =>
        series.Points[chunk] is { NotYet: null } point && series.LimitOf(chunk) is > 0 and var limit ? point.Value / limit : double.NaN;

    /// <summary>How many columns drifted in each chunk; null where nothing was measured.</summary>
    public static XElement? Count(MonitorView view)
    {
        var chunks = view.Report.Chunks;
        var series = view.Columns.Select(c => view.Series(MonitorCatalog.Drift, c.Name, c.Finding?.Measure)).Where(s => s.HasValues).ToList();
        List<(int Drifted, int Judged)> counts =
        [
            .. chunks.Select((_, i) => series.Aggregate((Drifted: 0, Judged: 0), (sum, s) => s.Outcome(i) switch
            {
                DriftOutcome.NotYet => sum,
                DriftOutcome.Drifted => (sum.Drifted + 1, sum.Judged + 1),
                _ => (sum.Drifted, sum.Judged + 1),
            })),
        ];
        var svg = TimelinePlot.Draw(
            view.Id("drifted-columns"),
            $"Drifted columns by {view.Part}",
            "columns that drifted",
            view.Time,
            [new TimelineSeries([.. chunks.Select((c, i) => new TimelinePoint((view.Time.Of(c.From) + view.Time.Of(c.Before)) / 2, counts[i].Judged > 0 ? counts[i].Drifted : double.NaN, double.NaN, double.NaN, false))], PlotColour.Bad, IsBar: true)],
            [],
            $"The number of columns that drifted in each {view.Part}.",
            fromZero: true,
            height: TimelinePlot.Low);
        return svg is null ? null : Figure(
            "Drifted columns",
            svg,
            Text($"At most {counts.Max(c => c.Drifted):N0} of {series.Count:N0} in one {view.Part}."),
            Table($"Drifted columns by {view.Part}", [view.Part, "drifted#", "judged#"], chunks.Select((c, i) => (IReadOnlyList<object?>)
            [
                MonitorText.Span(c.From, c.Before), Text($"{counts[i].Drifted:N0}"), Text($"{counts[i].Judged:N0}"),
            ]).TakeLast(200)));
    }

    private static XElement? Single(MonitorView view, string name, string id, string title)
    {
        var series = view.Series(name, null, view.Finding(name)?.Measure);
        return series.HasValues ? Of(view, series, id, title, title) : null;
    }

    /// <summary>The timeline of drift in one thing, with its intervals and its threshold; null where nothing was measured.</summary>
    /// <param name="view">The window.</param>
    /// <param name="series">What drifted.</param>
    /// <param name="id">Of the drawing.</param>
    /// <param name="heading">What stands above the figure.</param>
    /// <param name="title">What the figure is called where its heading is not seen.</param>
    public static XElement? Of(MonitorView view, MonitorSeries series, string id, string heading, string title)
    {
        var limits = Timeline.Limits(series).Distinct().ToList();
        var measure = series.Points.FirstOrDefault(p => p?.Measure is not null)?.Measure;
        var svg = TimelinePlot.Draw(
            id,
            title,
            DriftMeasureCatalog.Find(measure ?? string.Empty)?.Title ?? (measure is null ? "effect" : PlainText.Short(measure, 40)),
            view.Time,
            [new TimelineSeries(Timeline.Points(series, view), PlotColour.Accent)],
            [.. limits.Select(l => (l, PlotColour.Bad, LineStyle.Dash))],
            "The effect of drift in each chunk with its interval and the threshold.",
            fromZero: series.Name != MonitorCatalog.MultivariateDrift,
            height: TimelinePlot.Low);
        return svg is null ? null : Figure(
            heading,
            svg,
            new object?[]
            {
                Timeline.Solid("accent", "effect, with its 95 % interval"),
                limits.Count > 0 ? Timeline.Limit("threshold " + string.Join(", ", limits.Select(l => MonitorText.Number(l, MetricText.Greatest(limits))))) : null,
                limits.Count > 0 ? Timeline.Beyond("drifted") : null,
            },
            El("div", Timeline.Numbers(title, view, ("effect", series))));
    }
}
