using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Values by chunk of a window: lines with bands for their intervals, level lines for limits, upright ones where versions change.</summary>
internal static class TimelinePlot
{
    /// <summary>The height of one of several plots that stand together.</summary>
    public const double Low = 210;

    // Of more points, each is too small to be a dot.
    private const int MostDots = 45;

    // What the labels of upright lines take from the plot's height.
    private const double MarkRoom = 0.1;

    /// <summary>Draws a timeline; null where no point has a value.</summary>
    /// <param name="id">Of the drawing.</param>
    /// <param name="title">Its name.</param>
    /// <param name="vertical">What the vertical axis shows.</param>
    /// <param name="time">The horizontal axis.</param>
    /// <param name="series">The lines.</param>
    /// <param name="limits">Level lines: where, in which colour and style.</param>
    /// <param name="description">What it shows.</param>
    /// <param name="fromZero">Whether the vertical axis begins with 0.</param>
    /// <param name="height">Its height.</param>
    public static XElement? Draw(
        string id,
        string title,
        string vertical,
        TimeScale time,
        IReadOnlyList<TimelineSeries> series,
        IReadOnlyList<(double Value, OxyColor Colour, LineStyle Style)> limits,
        string description,
        bool fromZero = false,
        double height = PlotStyle.Height)
    {
        var values = series.SelectMany(s => s.Points).Select(p => p.Value).Where(double.IsFinite).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var drawn = limits.Where(l => double.IsFinite(l.Value)).ToList();
        var (low, high) = Range(series, [.. values, .. drawn.Select(l => l.Value)], fromZero);
        var top = time.HasMarks ? high + ((high - low) * MarkRoom) : high;
        var plot = PlotStyle.Model();
        plot.Axes.Add(time.Axis());
        var left = PlotStyle.Axis(AxisPosition.Left, null, low, top);

        // Bars count something.
        left.MinimumMajorStep = series.Any(s => s.IsBar) ? 1 : 0;
        plot.Axes.Add(left);
        foreach (var line in series)
        {
            AddBand(plot, line, low, high);
        }

        foreach (var (value, colour, style) in drawn)
        {
            plot.Series.Add(PlotStyle.Line(colour, (time.Low, value), (time.High, value), 1.4, style));
        }

        time.AddMarks(plot, low, top, top - ((top - low) * MarkRoom / 2));
        foreach (var line in series)
        {
            AddLine(plot, line, time);
        }

        return PlotSvg.Of(plot, id, title, description, vertical, height);
    }

    // Intervals that are far wider than what the values do would leave nothing to see of them: they are cut.
    private static (double Low, double High) Range(IReadOnlyList<TimelineSeries> series, List<double> values, bool fromZero)
    {
        var (least, greatest) = (fromZero ? Math.Min(0, values.Min()) : values.Min(), values.Max());
        var room = greatest > least ? greatest - least : Math.Max(Math.Abs(greatest) * 0.1, 1e-3);
        double[] ends = [.. series.SelectMany(s => s.Points).SelectMany(p => new[] { p.Low, p.High }).Where(double.IsFinite)];
        var low = Math.Max(ends.Append(least).Min(), least - (room / 2));
        var high = Math.Min(ends.Append(greatest).Max(), greatest + (room / 2));
        var margin = (high > low ? high - low : room) * 0.05;
        return (fromZero && least >= 0 ? 0 : low - margin, high + margin);
    }

    private static void AddBand(PlotModel plot, TimelineSeries line, double low, double high)
    {
        AreaSeries? band = null;
        foreach (var point in line.Points)
        {
            if (line.IsBar || !double.IsFinite(point.Low) || !double.IsFinite(point.High) || !double.IsFinite(point.Value))
            {
                band = null;
                continue;
            }

            if (band is null)
            {
                band = new AreaSeries { Fill = OxyColor.FromAColor(46, line.Colour), Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, StrokeThickness = 0, Decimator = null };
                plot.Series.Add(band);
            }

            band.Points.Add(new DataPoint(point.X, Math.Clamp(point.High, low, high)));
            band.Points2.Add(new DataPoint(point.X, Math.Clamp(point.Low, low, high)));
        }
    }

    private static void AddLine(PlotModel plot, TimelineSeries series, TimeScale time)
    {
        var points = series.Points;
        if (series.IsBar)
        {
            // Of many bars, gaps would be narrower than a pixel, and only some of them be seen.
            var width = (time.High - time.Low) / Math.Max(1, points.Count) * (points.Count > MostDots ? 1 : 0.8);
            var bars = new RectangleBarSeries { FillColor = series.Colour, StrokeThickness = 0 };
            foreach (var point in points.Where(p => p.Value > 0))
            {
                bars.Items.Add(new RectangleBarItem(Math.Max(time.Low, point.X - (width / 2)), 0, Math.Min(time.High, point.X + (width / 2)), point.Value));
            }

            plot.Series.Add(bars);
            return;
        }

        var line = PlotStyle.Line(series.Colour, points.Count > 3 * MostDots ? 1.2 : 2, series.Style);
        line.Points.AddRange(points.Select(p => double.IsFinite(p.Value) ? new DataPoint(p.X, p.Value) : DataPoint.Undefined));
        plot.Series.Add(line);

        // A point between gaps would not be seen otherwise.
        bool IsAlone(int i) => (i == 0 || !double.IsFinite(points[i - 1].Value)) && (i == points.Count - 1 || !double.IsFinite(points[i + 1].Value));
        var dots = PlotStyle.Dots(series.Colour, 2.6);
        var beyond = PlotStyle.Dots(PlotColour.Bad, points.Count > 3 * MostDots ? 1.8 : points.Count > MostDots ? 3 : 4.4);
        beyond.MarkerType = MarkerType.Diamond;
        for (var i = 0; i < points.Count; i++)
        {
            if (!double.IsFinite(points[i].Value))
            {
                continue;
            }

            if (IsAlone(i) && double.IsFinite(points[i].Low) && double.IsFinite(points[i].High))
            {
                plot.Series.Add(PlotStyle.Line(series.Colour, (points[i].X, points[i].Low), (points[i].X, points[i].High), 1.4, LineStyle.Solid));
            }

            if (points[i].IsBeyond)
            {
                beyond.Points.Add(new ScatterPoint(points[i].X, points[i].Value));
            }
            else if (IsAlone(i) || (points.Count <= MostDots && series.Style == LineStyle.Solid))
            {
                dots.Points.Add(new ScatterPoint(points[i].X, points[i].Value));
            }
        }

        plot.Series.Add(dots);
        plot.Series.Add(beyond);
    }
}
