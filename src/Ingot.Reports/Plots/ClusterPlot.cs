using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Clusters;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>Rows in the plane in which they differ most, each in the colour of its cluster, whose number stands in the middle of its rows.</summary>
internal static class ClusterPlot
{
    private static readonly OxyColor[] Colours = [PlotColour.Accent, PlotColour.Second, PlotColour.Third, PlotColour.Bad, PlotColour.Muted];

    /// <summary>The colour of a cluster; there are fewer than there may be clusters.</summary>
    public static OxyColor ColourOf(int cluster) => Colours[cluster % Colours.Length];

    public static XElement Draw(IReadOnlyList<ClusterPoint> points, string first, string second, string description)
    {
        var plot = PlotStyle.Model();
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Bottom, first));
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Left, null));
        foreach (var cluster in points.GroupBy(p => p.Cluster).OrderBy(g => g.Key))
        {
            var dots = PlotStyle.Dots(OxyColor.FromAColor(150, ColourOf(cluster.Key)), 2.4);
            dots.Points.AddRange(cluster.Select(p => new ScatterPoint(p.X, p.Y)));
            plot.Series.Add(dots);
        }

        foreach (var cluster in points.GroupBy(p => p.Cluster))
        {
            plot.Annotations.Add(PlotStyle.Text(
                cluster.Key.ToString(CultureInfo.InvariantCulture), PlotColour.Ink, cluster.Average(p => p.X), cluster.Average(p => p.Y), HorizontalAlignment.Center, 15));
        }

        return PlotSvg.Of(plot, "clusters", "Clusters", description, second);
    }
}
