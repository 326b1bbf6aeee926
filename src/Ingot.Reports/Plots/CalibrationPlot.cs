using System.Xml.Linq;
using Ingot.Core.Curves;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>The reliability diagram: what was promised against what came, and below it how many rows say so.</summary>
internal static class CalibrationPlot
{
    private const string Counts = "counts";

    public static XElement Draw(IReadOnlyList<CalibrationBin> bins, string horizontal, string vertical, string description)
    {
        var plot = PlotStyle.Model();
        plot.Axes.Add(PlotStyle.ShareAxis(AxisPosition.Bottom, horizontal));
        var upper = PlotStyle.ShareAxis(AxisPosition.Left, null);
        upper.StartPosition = 0.26;
        plot.Axes.Add(upper);
        var lower = PlotStyle.Axis(AxisPosition.Left, null, 0, bins.Max(b => b.Rows) * 1.05);
        (lower.Key, lower.EndPosition, lower.IntervalLength) = (Counts, 0.2, 60);
        plot.Axes.Add(lower);

        var bars = new RectangleBarSeries { YAxisKey = Counts, FillColor = PlotColour.Faint, StrokeThickness = 0 };
        plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (0, 0), (1, 1)));
        foreach (var bin in bins)
        {
            bars.Items.Add(new RectangleBarItem(bin.Low + 0.004, 0, bin.High - 0.004, bin.Rows));
            plot.Series.Add(PlotStyle.Line(
                PlotColour.Accent, (bin.MeanScore, bin.Observed.Low), (bin.MeanScore, bin.Observed.High), 1.6, OxyPlot.LineStyle.Solid));
        }

        plot.Series.Add(bars);
        var dots = PlotStyle.Dots(PlotColour.Accent, 4);
        dots.Points.AddRange(bins.Select(b => new ScatterPoint(b.MeanScore, b.Observed.Value)));
        plot.Series.Add(dots);
        return PlotSvg.Of(plot, "calibration", "Calibration", description, vertical);
    }
}
