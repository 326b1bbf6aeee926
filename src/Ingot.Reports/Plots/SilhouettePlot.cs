using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ingot.Reports.Plots;

/// <summary>The silhouettes of the rows of each cluster, the greatest above (P. J. Rousseeuw, 1987): as high as the cluster has rows.</summary>
internal static class SilhouettePlot
{
    // More steps than pixels are not seen.
    private const int MostSteps = 120;

    /// <param name="clusters">The silhouettes of each cluster that has some.</param>
    /// <param name="mean">The mean of all.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    public static XElement Draw(IReadOnlyList<(int Cluster, double[] Silhouettes)> clusters, double mean, string description)
    {
        var all = clusters.Sum(c => c.Silhouettes.Length);
        var gap = all * 0.02;
        var plot = PlotStyle.Model();
        var least = Math.Min(0, clusters.Min(c => c.Silhouettes.Min()));
        plot.Axes.Add(PlotStyle.Axis(AxisPosition.Bottom, "silhouette", Math.Max(-1, least - 0.08), 1));
        var rows = PlotStyle.Axis(AxisPosition.Left, null, 0, all + (gap * (clusters.Count + 1)));
        rows.LabelFormatter = _ => string.Empty;
        rows.MajorGridlineStyle = LineStyle.None;
        plot.Axes.Add(rows);
        var top = all + (gap * clusters.Count);
        foreach (var (cluster, silhouettes) in clusters)
        {
            var area = new AreaSeries { Fill = OxyColor.FromAColor(150, ClusterPlot.ColourOf(cluster)), Color = OxyColors.Transparent, StrokeThickness = 0, Decimator = null };
            double[] sorted = [.. silhouettes.OrderDescending()];
            var steps = Math.Min(MostSteps, sorted.Length);
            for (var step = 0; step <= steps; step++)
            {
                var place = (double)step / steps * sorted.Length;
                var at = Math.Min(sorted.Length - 1, (int)place);
                area.Points.Add(new DataPoint(sorted[at], top - place));
                area.Points2.Add(new DataPoint(0, top - place));
            }

            plot.Series.Add(area);
            plot.Annotations.Add(PlotStyle.Text(
                cluster.ToString(CultureInfo.InvariantCulture), PlotColour.Ink, Math.Max(-1, least - 0.08) + 0.03, top - (sorted.Length / 2.0), HorizontalAlignment.Center, 12));
            top -= sorted.Length + gap;
        }

        plot.Series.Add(PlotStyle.Line(PlotColour.Muted, (mean, 0), (mean, all + (gap * (clusters.Count + 1)))));
        return PlotSvg.Of(plot, "silhouettes", "Silhouettes", description, "rows");
    }
}
