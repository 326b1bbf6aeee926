using System.Xml.Linq;
using Ingot.Core.Curves;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Histograms over one another.</summary>
internal static class HistogramPlot
{
    /// <summary>Draws histograms as the share of rows in each bin.</summary>
    /// <param name="id">Of the drawing.</param>
    /// <param name="title">Its name.</param>
    /// <param name="horizontal">Title of the horizontal axis.</param>
    /// <param name="histograms">The histograms and their colours.</param>
    /// <param name="description">What it shows.</param>
    /// <param name="marker">Where a vertical line stands; null: none.</param>
    public static XElement Draw(
        string id, string title, string horizontal, IReadOnlyList<(Histogram Histogram, OxyColor Colour)> histograms, string description, double? marker = null)
    {
        var plot = PlotStyle.Model();
        var (low, high) = (histograms[0].Histogram.Low, histograms[0].Histogram.High);
        var bottom = PlotStyle.Axis(AxisPosition.Bottom, horizontal, low, high);
        bottom.MajorGridlineStyle = LineStyle.None;
        plot.Axes.Add(bottom);
        var left = PlotStyle.Axis(AxisPosition.Left, null, 0);
        (left.LabelFormatter, left.MinimumPadding) = (v => PlotStyle.Number(Math.Round(v * 100, 6), Math.Round(left.ActualMajorStep * 100, 6)) + " %", 0);
        plot.Axes.Add(left);
        foreach (var (histogram, colour) in histograms)
        {
            var all = histogram.Counts.Sum() + histogram.Below + histogram.Above;
            var bars = new RectangleBarSeries { FillColor = OxyColor.FromAColor(64, colour), StrokeThickness = 0 };
            var outline = PlotStyle.Line(colour, 1.6);
            outline.Points.Add(new DataPoint(low, 0));
            for (var i = 0; i < histogram.Counts.Length; i++)
            {
                var (from, to) = (low + (i * histogram.Width), low + ((i + 1) * histogram.Width));
                var share = all > 0 ? histogram.Counts[i] / all : 0;
                bars.Items.Add(new RectangleBarItem(from, 0, to, share));
                outline.Points.Add(new DataPoint(from, share));
                outline.Points.Add(new DataPoint(to, share));
            }

            outline.Points.Add(new DataPoint(high, 0));
            plot.Series.Add(bars);
            plot.Series.Add(outline);
        }

        if (marker is { } at)
        {
            var greatest = histograms.Max(h => h.Histogram.Counts.Max() / Math.Max(double.Epsilon, h.Histogram.Counts.Sum() + h.Histogram.Below + h.Histogram.Above));
            plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (at, 0), (at, greatest)));
        }

        return PlotSvg.Of(plot, id, title, description, "share of rows");
    }
}
