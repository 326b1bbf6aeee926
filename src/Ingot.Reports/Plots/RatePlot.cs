using System.Xml.Linq;
using Ingot.Core.Curves;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Curves in the unit square: ROC and precision-recall.</summary>
/// <param name="id">Of the drawing.</param>
/// <param name="title">Its name.</param>
/// <param name="horizontal">Title of the horizontal axis.</param>
/// <param name="vertical">Title of the vertical axis.</param>
internal sealed class RatePlot(string id, string title, string horizontal, string vertical)
{
    private readonly PlotModel _plot = Unit(horizontal);

    /// <summary>What a model that knows nothing would have.</summary>
    public void AddReference((double X, double Y) from, (double X, double Y) to) =>
        _plot.Series.Add(PlotStyle.Line(PlotColour.Muted, from, to));

    /// <summary>A curve.</summary>
    /// <param name="points">Its points.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="thickness">Its thickness.</param>
    /// <param name="stairs">Whether the second coordinate holds back to the point before, as precision does.</param>
    public void AddCurve(IReadOnlyList<CurvePoint> points, OxyColor colour, double thickness = 2, bool stairs = false)
    {
        var line = PlotStyle.Line(colour, thickness);
        var last = 0.0;
        foreach (var point in points)
        {
            if (stairs)
            {
                line.Points.Add(new DataPoint(last, point.Y));
                last = point.X;
            }

            line.Points.Add(new DataPoint(point.X, point.Y));
        }

        _plot.Series.Add(line);
    }

    /// <summary>The point of the threshold in use.</summary>
    public void AddPoint(CurvePoint point)
    {
        if (double.IsFinite(point.X) && double.IsFinite(point.Y))
        {
            var dot = PlotStyle.Dots(PlotColour.Second, 5.5);
            dot.Points.Add(new ScatterPoint(point.X, point.Y));
            _plot.Series.Add(dot);
        }
    }

    public XElement Draw(string description) => PlotSvg.Of(_plot, id, title, description, vertical);

    private static PlotModel Unit(string horizontal)
    {
        var plot = PlotStyle.Model();
        plot.Axes.Add(PlotStyle.ShareAxis(AxisPosition.Bottom, horizontal));
        plot.Axes.Add(PlotStyle.ShareAxis(AxisPosition.Left, null));
        return plot;
    }
}
