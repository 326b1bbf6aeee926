using System.Xml.Linq;
using Ingot.Core.Curves;
using Ingot.Core.Statistics;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Residuals against predicted values: a sample of the rows, and over it the band in which most of all rows lie.</summary>
internal static class ResidualPlot
{
    /// <summary>How many rows are drawn as dots.</summary>
    public const int Dots = 500;

    public static XElement Draw(Residuals residuals, IReadOnlyList<ResidualBand> bands, int seed, string label, string description)
    {
        var plot = PlotStyle.Model();
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Bottom, $"predicted {label}"));
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Left, null));
        var dots = PlotStyle.Dots(OxyColor.FromAColor(110, PlotColour.Faint), 2.2);
        dots.Points.AddRange(RowSample.Of(residuals.Rows, Dots, seed).Select(r => new ScatterPoint(residuals.Predicted[r], residuals.Values[r])));
        plot.Series.Add(dots);
        plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (residuals.Predicted.Min(), 0), (residuals.Predicted.Max(), 0)));
        plot.Series.Add(Band(bands, b => b.Low, PlotColour.Second));
        plot.Series.Add(Band(bands, b => b.High, PlotColour.Second));
        var mean = Band(bands, b => b.Mean.Value, PlotColour.Accent);
        mean.StrokeThickness = 2.2;
        plot.Series.Add(mean);
        return PlotSvg.Of(plot, "residuals", "Residuals", description, "true less predicted");
    }

    private static LineSeries Band(IReadOnlyList<ResidualBand> bands, Func<ResidualBand, double> value, OxyColor colour)
    {
        var line = PlotStyle.Line(colour, 1.6);
        line.Points.AddRange(bands.Select(b => new DataPoint(b.Predicted, value(b))));
        return line;
    }
}
