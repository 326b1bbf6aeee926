namespace Ingot.Core.Statistics;

/// <summary>
/// How much nearer each point is to its own cluster than to the next one: (b - a) / max(a, b), where a is its mean distance to the other points of its cluster and b the least of the
/// mean distances to those of another one (P. J. Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 20, 1987). A point that is alone in its cluster has 0.
/// </summary>
/// <param name="Coefficients">One a point, -1 to 1; NaN where there are no two clusters with points, or no fewer clusters than points.</param>
/// <param name="Index">Their weighted mean. Its pseudo-values count what a point adds to the distances of the others too: without that its error would come out far too small.</param>
public sealed record Silhouettes(double[] Coefficients, ClusterIndex Index)
{
    /// <summary>Computes them: the distance of each point to each other one, twice.</summary>
    /// <param name="points">The points.</param>
    /// <param name="threads">How many threads may be used; 0: one per processor. The values do not depend on it.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Silhouettes Of(ClusteredPoints points, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        var n = points.Count;
        if (points.Judged() is not var (judged, clusters))
        {
            var none = ClusterIndex.Undefined(n);
            return new Silhouettes(none.PseudoValues, none);
        }

        var (of, weights) = (judged.Clusters, judged.Weights);
        var totals = new double[clusters];
        for (var i = 0; i < n; i++)
        {
            totals[Math.Max(0, of[i])] += weights[i];
        }

        var each = new Point[n];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, n, options, j => each[j] = One(judged, j, totals));
        var coefficients = Array.ConvertAll(each, p => p.Coefficient);
        double sum = 0, total = 0;
        for (var i = 0; i < n; i++)
        {
            sum += weights[i] * coefficients[i];
            total += weights[i];
        }

        var pseudo = new double[n];
        Parallel.For(0, n, options, i => pseudo[i] = coefficients[i] + Added(judged, i, each));
        return new Silhouettes(coefficients, new ClusterIndex(sum / total, pseudo));
    }

    private static Point One(ClusteredPoints points, int j, double[] totals)
    {
        var (of, weights) = (points.Clusters, points.Weights);
        var own = points.Of(j);
        Span<double> sums = totals.Length <= 256 ? stackalloc double[totals.Length] : new double[totals.Length];
        sums.Clear();
        for (var i = 0; i < of.Length; i++)
        {
            if (weights[i] > 0)
            {
                sums[of[i]] += weights[i] * Math.Sqrt(ClusteredPoints.SquaredDistance(own, points.Of(i)));
            }
        }

        var (next, b) = (-1, double.PositiveInfinity);
        for (var c = 0; c < sums.Length; c++)
        {
            if (c != of[j] && sums[c] / totals[c] < b)
            {
                (next, b) = (c, sums[c] / totals[c]);
            }
        }

        var others = of[j] < 0 ? 0 : totals[of[j]] - weights[j];
        if (!(others > totals[Math.Max(0, of[j])] * 1e-12))
        {
            return new Point(0, 0, b, next, 0, 0, 1, totals[next]);
        }

        var a = sums[of[j]] / others;
        var greater = Math.Max(a, b);
        return greater == 0
            ? new Point(0, a, b, next, 0, 0, others, totals[next])
            : new Point((b - a) / greater, a, b, next, a <= b ? -1 / b : -b / (a * a), a <= b ? a / (b * b) : 1 / a, others, totals[next]);
    }

    // What more weight of a point would do to the coefficients of all others.
    private static double Added(ClusteredPoints points, int i, Point[] each)
    {
        var (of, weights) = (points.Clusters, points.Weights);
        var own = points.Of(i);
        var sum = 0.0;
        for (var j = 0; j < of.Length; j++)
        {
            var point = each[j];
            var isOwn = of[j] == of[i];
            if (weights[j] > 0 && j != i && (isOwn ? point.ByOwn != 0 : point.Next == of[i]))
            {
                var distance = Math.Sqrt(ClusteredPoints.SquaredDistance(own, points.Of(j)));
                sum += weights[j] * (isOwn ? point.ByOwn * (distance - point.Own) / point.Others : point.ByNext * (distance - point.OfNext) / point.NextTotal);
            }
        }

        return sum;
    }

    /// <param name="Coefficient">The point's silhouette.</param>
    /// <param name="Own">The mean distance to its own cluster.</param>
    /// <param name="OfNext">The mean distance to the next one.</param>
    /// <param name="Next">The next one.</param>
    /// <param name="ByOwn">The derivative by <paramref name="Own"/>.</param>
    /// <param name="ByNext">The derivative by <paramref name="OfNext"/>.</param>
    /// <param name="Others">The weight of the others of its cluster.</param>
    /// <param name="NextTotal">The weight of the next one.</param>
    private readonly record struct Point(double Coefficient, double Own, double OfNext, int Next, double ByOwn, double ByNext, double Others, double NextTotal);
}
