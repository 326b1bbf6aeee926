using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Metrics;

/// <summary>What a clustering is worth, from what is known of each row. The statistics themselves are tested beside them.</summary>
public class ClusterMetricsTests
{
    private static readonly string[] OfBuild = ["Silhouette", "DaviesBouldin", "CalinskiHarabasz", "SmallestCluster"];

    [Fact]
    public void All_rows_have_all_metrics_and_a_slice_those_that_a_part_of_the_rows_has()
    {
        var some = Some(2);
        int[] slice = [.. Enumerable.Range(0, 120).Where(i => i % 2 == 0)];

        var all = MetricEvaluator.Evaluate(some, 0.5, 1).ToDictionary(m => m.Name);
        var part = MetricEvaluator.Evaluate(some, 0.5, 1, "half", slice).ToDictionary(m => m.Name);

        Assert.Equal(["Silhouette", "DaviesBouldin", "CalinskiHarabasz", "SmallestCluster", "InertiaPerRow", "AdjustedRandIndex", "NormalizedMutualInformation"], all.Keys);
        Assert.Equal(["Silhouette", "SmallestCluster", "InertiaPerRow", "AdjustedRandIndex", "NormalizedMutualInformation"], part.Keys);
        var points = Points(2);
        Assert.Equal(Silhouettes.Of(points).Index.Value, all["Silhouette"].Value, 1e-6);
        Assert.Equal(ClusterSpread.DaviesBouldin(points).Value, all["DaviesBouldin"].Value, 1e-4);
        Assert.Equal(ClusterSpread.CalinskiHarabasz(points).Value, all["CalinskiHarabasz"].Value, 1e-3);
        Assert.Equal(slice.Average(i => Silhouettes.Of(points).Coefficients[i]), part["Silhouette"].Value, 1e-6);

        // The smallest of the model's clusters has no row here.
        Assert.Equal(0, all["SmallestCluster"].Value);
        Assert.Equal(2.5 * 2.5, all["InertiaPerRow"].Value, 1e-9);
        Assert.All(all.Values, m => Assert.True(m.Low <= m.Value && m.Value <= m.High && m.Rows == 120));
        Assert.True(all["Silhouette"].StandardError > 0);
    }

    [Fact]
    public void Without_a_label_nothing_agrees_and_without_features_nothing_says_how_clusters_lie()
    {
        var unlabelled = MetricEvaluator.Evaluate(Some(2) with { LabelCodes = [], Classes = [] }, 0.5, 1);
        Assert.Equal([.. OfBuild, "InertiaPerRow"], unlabelled.Select(m => m.Name));

        var served = MetricEvaluator.Evaluate(Some(2) with { Clusters = 0 }, 0.5, 1);
        Assert.Equal(["InertiaPerRow", "AdjustedRandIndex", "NormalizedMutualInformation"], served.Select(m => m.Name));
        Assert.All(OfBuild, name => Assert.True(MetricCatalog.IsOfBuild(name)));
        Assert.False(MetricCatalog.IsOfBuild("InertiaPerRow"));
    }

    [Fact]
    public void One_cluster_has_no_silhouette_and_rows_that_were_not_drawn_are_left_out()
    {
        var one = MetricEvaluator.Evaluate(Some(1), 0.5, 1).ToDictionary(m => m.Name);
        Assert.Equal([double.NaN, double.NaN, double.NaN], OfBuild.Take(3).Select(n => one[n].Value));
        Assert.Equal(0, one["AdjustedRandIndex"].Value, 1e-12);

        var drawn = Some(2);
        for (var row = 0; row < 60; row++)
        {
            (drawn.Scores[(row * 6) + 2], drawn.Scores[(row * 6) + 3]) = (float.NaN, float.NaN);
        }

        var silhouette = MetricEvaluator.Evaluate(drawn, 0.5, 1).First(m => m.Name == "Silhouette");
        Assert.Equal(Enumerable.Range(60, 60).Average(r => (double)drawn.Scores[(r * 6) + 3]), silhouette.Value, 1e-9);
        Assert.True(drawn.HasScore(0));
    }

    [Fact]
    public void A_row_without_a_distance_leaves_all_undefined()
    {
        var some = Some(2);
        some.Scores[ClusterColumns.Distance] = float.NaN;

        Assert.False(some.HasScore(0));
        Assert.All(MetricEvaluator.Evaluate(some, 0.5, 1), m => Assert.Equal(double.NaN, m.Value));
        Assert.Null(PairedMetrics.Compare("Silhouette", some, Some(2), 0.5, 1));
    }

    [Fact]
    public void Models_are_compared_on_the_same_rows_each_by_its_own_clusters()
    {
        var (before, now) = (Some(3), Some(2));
        foreach (var name in (string[])["Silhouette", "DaviesBouldin", "CalinskiHarabasz", "InertiaPerRow", "AdjustedRandIndex", "NormalizedMutualInformation"])
        {
            double Of(PredictionSet p) => MetricEvaluator.Evaluate(p, 0.5, 1).First(m => m.Name == name).Value;
            var compared = PairedMetrics.Compare(name, before, now, 0.5, 1)!;
            Assert.Equal((Of(before), Of(now)), (compared.Baseline, compared.Candidate));
        }

        int[] slice = [.. Enumerable.Range(0, 50)];
        Assert.Equal(slice.Average(r => (double)now.Scores[(r * 6) + 2]), PairedMetrics.Compare("Silhouette", before, now, 0.5, 1, slice)!.Candidate, 1e-9);
        Assert.Null(PairedMetrics.Compare("DaviesBouldin", before, now, 0.5, 1, slice));
        Assert.Null(PairedMetrics.Compare("SmallestCluster", before, now, 0.5, 1));
        Assert.Null(PairedMetrics.Compare("AdjustedRandIndex", before with { LabelCodes = [] }, now with { LabelCodes = [] }, 0.5, 1));
        Assert.Null(PairedMetrics.Compare("Silhouette", Some(1), now, 0.5, 1));
    }

    private static ClusteredPoints Points(int clusters) => new(
        [.. Enumerable.Range(0, 120).SelectMany(i => new[] { (i * 37 % 101 / 40.0) + (i % 3 * 2), i * 53 % 89 / 30.0 })], 2,
        [.. Enumerable.Range(0, 120).Select(i => i % 3 % clusters)], [.. Enumerable.Repeat(1.0, 120)]);

    private static PredictionSet Some(int clusters)
    {
        var points = Points(clusters);
        var (silhouettes, first, second) = (Silhouettes.Of(points), ClusterSpread.DaviesBouldin(points), ClusterSpread.CalinskiHarabasz(points));
        return new PredictionSet
        {
            Task = ModelTask.Clustering,
            Classes = ["a", "b", "c"],
            Rows = 120,
            Clusters = 5,
            RowNumbers = [.. Enumerable.Range(0, 120).Select(r => (long)r)],
            LabelCodes = [.. Enumerable.Range(0, 120).Select(i => i % 5 == 0 ? 0 : i % 3)],
            Scores = [.. Enumerable.Range(0, 120).SelectMany(i => new[]
            {
                points.Clusters[i], 2.5f, (float)silhouettes.Coefficients[i], (float)silhouettes.Index.PseudoValues[i], (float)first.PseudoValues[i], (float)second.PseudoValues[i],
            })],
        };
    }
}
