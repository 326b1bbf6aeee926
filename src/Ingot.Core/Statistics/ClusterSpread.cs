namespace Ingot.Core.Statistics;

/// <summary>How near to each other the points of clusters are, beside how far the clusters lie apart: by their centres, which are the means of their points.</summary>
public static class ClusterSpread
{
    /// <summary>
    /// The mean over the clusters of the greatest (S1 + S2) / M12 with another cluster, where S is the mean distance of a cluster's points to its centre and M the distance of the two centres
    /// (D. L. Davies, D. W. Bouldin, "A cluster separation measure", IEEE PAMI 1, 1979): less is better. Two clusters with the same centre have no such number.
    /// </summary>
    /// <param name="points">The points.</param>
    public static ClusterIndex DaviesBouldin(ClusteredPoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Judged() is not var (judged, clusters))
        {
            return ClusterIndex.Undefined(points.Count);
        }

        var (of, weights, width) = (judged.Clusters, judged.Weights, judged.Width);
        var (centres, totals) = judged.Means(clusters);
        var distances = new double[judged.Count];
        var (spread, pull) = (new double[clusters], new double[clusters * width]);
        for (var i = 0; i < judged.Count; i++)
        {
            if (of[i] >= 0)
            {
                var point = judged.Of(i);
                var at = of[i] * width;
                var centre = centres.AsSpan(at, width);
                distances[i] = Math.Sqrt(ClusteredPoints.SquaredDistance(point, centre));
                spread[of[i]] += weights[i] * distances[i] / totals[of[i]];

                // Which way the mean distance changes when the centre moves.
                for (var f = 0; f < width && distances[i] > 0; f++)
                {
                    pull[at + f] += weights[i] / totals[of[i]] * (point[f] - centre[f]) / distances[i];
                }
            }
        }

        var (value, bySpread, byCentre) = Worst(clusters, width, centres, spread);
        if (!double.IsFinite(value))
        {
            return ClusterIndex.Undefined(points.Count);
        }

        var total = weights.Sum();
        var pseudo = new double[judged.Count];
        for (var i = 0; i < pseudo.Length; i++)
        {
            if (of[i] < 0)
            {
                pseudo[i] = value;
                continue;
            }

            var point = judged.Of(i);
            var at = of[i] * width;
            var (moved, shift) = (0.0, 0.0);
            for (var f = 0; f < width; f++)
            {
                var step = point[f] - centres[at + f];
                moved += pull[at + f] * step;
                shift += byCentre[at + f] * step;
            }

            pseudo[i] = value + (total * ((bySpread[of[i]] * (distances[i] - spread[of[i]] - moved)) + shift) / totals[of[i]]);
        }

        return new ClusterIndex(value, pseudo);
    }

    /// <summary>
    /// The variance between clusters by that within them: ((T - W) / (k - 1)) / (W / (n - k)), where T is the sum of the squared distances to the mean of all n points, and W of those to the
    /// centres of the k clusters (T. Calinski, J. Harabasz, "A dendrite method for cluster analysis", Communications in Statistics 3, 1974): more is better. Not defined where W is 0.
    /// </summary>
    /// <param name="points">The points.</param>
    public static ClusterIndex CalinskiHarabasz(ClusteredPoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Judged() is not var (judged, clusters))
        {
            return ClusterIndex.Undefined(points.Count);
        }

        var (of, weights, width) = (judged.Clusters, judged.Weights, judged.Width);
        var (centres, _) = judged.Means(clusters);
        var (mean, _) = (judged with { Clusters = new int[judged.Count] }).Means(1);
        var (near, far) = (new double[judged.Count], new double[judged.Count]);
        double within = 0, all = 0, total = 0, n = 0;
        for (var i = 0; i < judged.Count; i++)
        {
            near[i] = of[i] < 0 ? 0 : ClusteredPoints.SquaredDistance(judged.Of(i), centres.AsSpan(of[i] * width, width));
            far[i] = ClusteredPoints.SquaredDistance(judged.Of(i), mean);
            (within, all, total, n) = (within + (weights[i] * near[i]), all + (weights[i] * far[i]), total + weights[i], n + (weights[i] > 0 ? 1 : 0));
        }

        if (!(within > 0))
        {
            return ClusterIndex.Undefined(points.Count);
        }

        var factor = (n - clusters) / (clusters - 1);
        var value = ((all / within) - 1) * factor;
        return new ClusterIndex(value, [.. Enumerable.Range(0, judged.Count).Select(i => value + (total * factor * (far[i] - (all / within * near[i])) / within))]);
    }

    /// <summary>The index, and what it changes by when the spread or the centre of a cluster does.</summary>
    private static (double Value, double[] BySpread, double[] ByCentre) Worst(int clusters, int width, double[] centres, double[] spread)
    {
        var (sum, bySpread, byCentre) = (0.0, new double[clusters], new double[clusters * width]);
        for (var one = 0; one < clusters; one++)
        {
            var (other, worst, apart) = (-1, double.NegativeInfinity, 0.0);
            for (var c = 0; c < clusters; c++)
            {
                var distance = Math.Sqrt(ClusteredPoints.SquaredDistance(centres.AsSpan(one * width, width), centres.AsSpan(c * width, width)));
                var ratio = (spread[one] + spread[c]) / distance;
                if (c != one && !(ratio <= worst))
                {
                    (other, worst, apart) = (c, ratio, distance);
                }
            }

            sum += worst;
            bySpread[one] += 1 / (apart * clusters);
            bySpread[other] += 1 / (apart * clusters);
            for (var f = 0; f < width; f++)
            {
                var direction = worst / apart * (centres[(one * width) + f] - centres[(other * width) + f]) / apart / clusters;
                byCentre[(one * width) + f] -= direction;
                byCentre[(other * width) + f] += direction;
            }
        }

        return (sum / clusters, bySpread, byCentre);
    }
}
