using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Clusters;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What the clusters are like: where their rows lie, how clearly they are apart, and what distinguishes each.</summary>
internal static class ClusterSection
{
    public static XElement? Of(CardContent content)
    {
        if (content.Clusters is not { } clusters)
        {
            return null;
        }

        return Section(
            "clusters",
            "Clusters",
            El("div", Class("grid"), Plane(clusters), content.Predictions is { } predictions ? Silhouettes(content, predictions) : null),
            Table(
                "What distinguishes each cluster",
                ["cluster", "rows#", "share#", "distance#", "silhouette#", "unlike all rows in"],
                clusters.Clusters.Select(c => (IReadOnlyList<object?>)
                [
                    Text($"{c.Cluster}"), Text($"{c.Rows:N0}"), ClusterText.Share(c.Share), ClusterText.Number(c.MeanDistance), ClusterText.Number(c.Silhouette),
                    c.Columns.Count == 0 ? "no reference row is of it" : c.Columns.Take(ClusterText.Distinguishing).SelectMany((d, i) => i == 0 ? new object[] { Data(ClusterText.Of(d)) } : [El("br"), Data(ClusterText.Of(d))]).ToList(),
                ])),
            El("p", Class("aside"), "Means and shares of the reference rows of the cluster, in the columns' own units, with those of all rows behind; the columns that are farthest from these, in standard deviations, come first. Distances are those to the cluster's centre. Clusters are numbered by how many of the training rows they have: in another version the same number may be another cluster."));
    }

    private static XElement? Plane(ClustersReport clusters)
    {
        if (clusters.Points.Count == 0 || clusters.Points.Any(p => !double.IsFinite(p.X) || !double.IsFinite(p.Y)))
        {
            return null;
        }

        string Axis(int number) => Text($"component {number + 1}{(clusters.Shares.Count > number && double.IsFinite(clusters.Shares[number]) ? Text($" ({clusters.Shares[number] * 100:0} % of the variance)") : string.Empty)}");
        return Figure(
            "Clusters",
            ClusterPlot.Draw(clusters.Points, Axis(0), Axis(1), "Rows in the plane in which they differ most, each in the colour of its cluster."),
            Text($"{clusters.Points.Count:N0} of {clusters.Rows:N0} reference rows along the two directions in which rows differ most (principal components of the features), in the colours of their clusters: what overlaps here may lie apart in others."));
    }

    private static XElement? Silhouettes(CardContent content, PredictionSet predictions)
    {
        double Value(int row, int column) => predictions.Scores[(row * ClusterColumns.Count) + column];
        var clusters = Enumerable.Range(0, predictions.Rows).Where(r => double.IsFinite(Value(r, ClusterColumns.Silhouette)))
            .GroupBy(r => (int)Value(r, ClusterColumns.Cluster)).OrderBy(g => g.Key)
            .Select(g => (Cluster: g.Key, Values: g.Select(r => Value(r, ClusterColumns.Silhouette)).ToArray())).ToList();
        var mean = content.Metrics.Metrics.FirstOrDefault(m => m.Slice is null && m.Name == MainMetric.NameOf(content.Metrics.Task))?.Value ?? double.NaN;
        return clusters.Count == 0 || !double.IsFinite(mean) ? null : Figure(
            "Silhouettes",
            SilhouettePlot.Draw(clusters, mean, "The silhouettes of the rows of each cluster, in descending order."),
            Text($"How much nearer each of {clusters.Sum(c => c.Values.Length):N0} rows is to its own cluster than to the next one, by cluster; dashed: their mean, {mean.ToString("0.000", CultureInfo.InvariantCulture)}. Rows below 0 are nearer to another cluster."));
    }
}
