using System.Xml.Linq;
using Ingot.Core.Curves;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Residuals against normal quantiles: on the line they are normal, beyond it their tails are heavier.</summary>
internal static class QuantilePlot
{
    /// <summary>Draws the plot.</summary>
    /// <param name="points">The points.</param>
    /// <param name="line">The line through the quartiles.</param>
    /// <param name="description">What it shows.</param>
    public static XElement Draw(IReadOnlyList<CurvePoint> points, (CurvePoint Lower, CurvePoint Upper) line, string description)
    {
        var plot = PlotStyle.Model();
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Bottom, "normal quantile"));
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Left, null));
        var slope = (line.Upper.Y - line.Lower.Y) / (line.Upper.X - line.Lower.X);
        double At(double x) => line.Lower.Y + (slope * (x - line.Lower.X));
        if (double.IsFinite(slope))
        {
            plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (points[0].X, At(points[0].X)), (points[^1].X, At(points[^1].X))));
        }

        var dots = PlotStyle.Dots(PlotColour.Accent, 1.8);
        dots.Points.AddRange(points.Select(p => new ScatterPoint(p.X, p.Y)));
        plot.Series.Add(dots);
        return PlotSvg.Of(plot, "quantiles", "Residuals against normal quantiles", description, "true less predicted");
    }
}
