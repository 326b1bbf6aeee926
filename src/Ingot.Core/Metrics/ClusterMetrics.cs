using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of a clustering: how near to each other the rows of its clusters are and how far from others, and, where a label tells classes, how well the clusters agree with them.</summary>
internal static class ClusterMetrics
{
    /// <summary>The mean silhouette.</summary>
    public const string Silhouette = "Silhouette";

    /// <summary>The Davies-Bouldin index.</summary>
    public const string DaviesBouldin = "DaviesBouldin";

    /// <summary>The Calinski-Harabasz index.</summary>
    public const string CalinskiHarabasz = "CalinskiHarabasz";

    /// <summary>The mean squared distance of rows to the centres of their clusters.</summary>
    public const string Inertia = "InertiaPerRow";

    /// <summary>The share of rows in the smallest cluster of the model.</summary>
    public const string Smallest = "SmallestCluster";

    /// <summary>The agreement of clusters and classes, adjusted for chance.</summary>
    public const string AdjustedRand = "AdjustedRandIndex";

    /// <summary>What clusters tell of classes.</summary>
    public const string MutualInformation = "NormalizedMutualInformation";

    /// <summary>Those that only the build measures: what is served is a cluster and a distance, and no features.</summary>
    public static IReadOnlyList<string> OfBuild { get; } = [Silhouette, DaviesBouldin, CalinskiHarabasz, Smallest];

    public static IEnumerable<(string Name, Func<Interval> Measure)> Of(PredictionSet predictions, int[] rows, double[] weights)
    {
        var isWhole = rows.Length == predictions.Rows;
        (string Name, Func<Interval> Measure)[] measured = predictions.Clusters == 0 ? []
            :
            [
                (Silhouette, () => Mean(predictions, rows, weights, isWhole ? ClusterColumns.SilhouettePart : ClusterColumns.Silhouette).Within(-1, 1)),
                .. isWhole
                    ? new (string, Func<Interval>)[]
                    {
                        (DaviesBouldin, () => Mean(predictions, rows, weights, ClusterColumns.DaviesBouldinPart).Within(0, double.PositiveInfinity)),
                        (CalinskiHarabasz, () => Mean(predictions, rows, weights, ClusterColumns.CalinskiHarabaszPart).Within(0, double.PositiveInfinity)),
                    }
                    : [],
                (Smallest, () => ShareOfSmallest(predictions, rows, weights)),
            ];
        return
        [
            .. measured,
            (Inertia, () => Interval.Mean(Array.ConvertAll(rows, r => SquaredDistance(predictions, r)), weights).Within(0, double.PositiveInfinity)),
            .. predictions.IsLabelled
                ? new (string, Func<Interval>)[]
                {
                    (AdjustedRand, () => Agreement(AdjustedRand, predictions, rows, weights).ToInterval().Within(-1, 1)),
                    (MutualInformation, () => Agreement(MutualInformation, predictions, rows, weights).ToInterval().Within(0, 1)),
                }
                : [],
        ];
    }

    /// <summary>A metric of the agreement with classes, with what each row adds to its error.</summary>
    public static InfluenceValues Agreement(string metric, PredictionSet predictions, int[] rows, double[] weights)
    {
        var (classes, clusters) = (Array.ConvertAll(rows, r => predictions.LabelCodes[r]), Array.ConvertAll(rows, r => ClusterOf(predictions, r)));
        return metric == AdjustedRand ? ClusterAgreement.AdjustedRand(classes, clusters, weights) : ClusterAgreement.NormalizedMutualInformation(classes, clusters, weights);
    }

    /// <summary>The number of a row's cluster.</summary>
    public static int ClusterOf(PredictionSet predictions, int row) => (int)Value(predictions, row, ClusterColumns.Cluster);

    /// <summary>A row's squared distance to the centre of its cluster.</summary>
    public static double SquaredDistance(PredictionSet predictions, int row)
    {
        double distance = Value(predictions, row, ClusterColumns.Distance);
        return distance * distance;
    }

    /// <summary>What is known of a row.</summary>
    public static float Value(PredictionSet predictions, int row, int column) => predictions.Scores[(row * ClusterColumns.Count) + column];

    private static Interval Mean(PredictionSet predictions, int[] rows, double[] weights, int column)
    {
        var places = Array.FindAll([.. Enumerable.Range(0, rows.Length)], i => float.IsFinite(Value(predictions, rows[i], column)));
        return Interval.Mean(Array.ConvertAll(places, i => (double)Value(predictions, rows[i], column)), Array.ConvertAll(places, i => weights[i]));
    }

    private static Interval ShareOfSmallest(PredictionSet predictions, int[] rows, double[] weights)
    {
        var sizes = new double[predictions.Clusters];
        for (var i = 0; i < rows.Length; i++)
        {
            sizes[Math.Min(sizes.Length - 1, ClusterOf(predictions, rows[i]))] += weights[i];
        }

        return BinaryMetrics.Share(sizes.Min(), weights.Sum(), weights);
    }
}
