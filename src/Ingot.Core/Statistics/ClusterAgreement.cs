namespace Ingot.Core.Statistics;

/// <summary>
/// How well clusters agree with classes that are known, whatever the clusters are called; with what each row adds to the error (the infinitesimal jackknife, see <see cref="ClusterIndex"/>).
/// </summary>
public static class ClusterAgreement
{
    /// <summary>
    /// The Rand index, the share of the pairs of rows that both divisions keep together or apart, adjusted so that chance has 0 (L. Hubert, P. Arabie, "Comparing partitions", Journal of
    /// Classification 2, 1985). A pair weighs the product of its rows' weights. NaN where both divisions are one part, or both have a part for each row.
    /// </summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="clusters">The cluster of each row.</param>
    /// <param name="weights">The weight of each row.</param>
    public static InfluenceValues AdjustedRand(int[] classes, int[] clusters, double[] weights)
    {
        var (cells, rows, columns, all) = Count(classes, clusters, weights);
        var (a, r, c, n) = (cells.Values.Sum(p => p.Pairs), rows.Values.Sum(p => p.Pairs), columns.Values.Sum(p => p.Pairs), all.Pairs);
        var (expected, most) = (r * c / n, (r + c) / 2);
        var room = most - expected;
        if (!(room > 1e-12 * most))
        {
            return Undefined(weights.Length);
        }

        return Influence((a - expected) / room, weights, i =>
        {
            var w = weights[i];
            var (da, dr, dc, dn) = (cells[(classes[i], clusters[i])].Sum - w, rows[classes[i]].Sum - w, columns[clusters[i]].Sum - w, all.Sum - w);
            var change = (((dr * c) + (r * dc)) / n) - (r * c * dn / (n * n));
            return (((da - change) * room) - ((a - expected) * (((dr + dc) / 2) - change))) / (room * room);
        });
    }

    /// <summary>
    /// What clusters tell of the classes: the mutual information of the two by the mean of their entropies, which is the V-measure (A. Rosenberg, J. Hirschberg, EMNLP-CoNLL 2007; N. X. Vinh,
    /// J. Epps, J. Bailey, JMLR 11, 2010), 0 to 1. It is not adjusted for chance, and grows with the number of clusters. NaN where both divisions are one part.
    /// </summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="clusters">The cluster of each row.</param>
    /// <param name="weights">The weight of each row.</param>
    public static InfluenceValues NormalizedMutualInformation(int[] classes, int[] clusters, double[] weights)
    {
        var (cells, rows, columns, all) = Count(classes, clusters, weights);
        var total = all.Sum;
        double Entropy(IEnumerable<Part> parts) => parts.Where(p => p.Sum > 0).Sum(p => -p.Sum / total * Math.Log(p.Sum / total));
        double Told((int Class, int Cluster) cell) => Math.Log(cells[cell].Sum / rows[cell.Class].Sum * (total / columns[cell.Cluster].Sum));
        var entropies = Entropy(rows.Values) + Entropy(columns.Values);
        var shared = cells.Where(c => c.Value.Sum > 0).Sum(c => c.Value.Sum / total * Told(c.Key));
        if (!(entropies > 0))
        {
            return Undefined(weights.Length);
        }

        return Influence(2 * shared / entropies, weights, i =>
        {
            if (!(weights[i] > 0))
            {
                return 0;
            }

            var byShared = Told((classes[i], clusters[i])) - shared;
            var byEntropies = -Math.Log(rows[classes[i]].Sum / total) - Math.Log(columns[clusters[i]].Sum / total) - entropies;
            return 2 * ((byShared * entropies) - (shared * byEntropies)) / (entropies * entropies) / total;
        });
    }

    private static InfluenceValues Influence(double value, double[] weights, Func<int, double> derivative)
    {
        var n = weights.Count(w => w > 0);
        var scale = n > 1 ? Math.Sqrt((double)n / (n - 1)) : double.NaN;
        return new InfluenceValues(value, [.. weights.Select((w, i) => scale * w * derivative(i))]);
    }

    private static InfluenceValues Undefined(int rows) => new(double.NaN, [.. Enumerable.Repeat(double.NaN, rows)]);

    private static (Dictionary<(int, int), Part> Cells, Dictionary<int, Part> Rows, Dictionary<int, Part> Columns, Part All) Count(int[] classes, int[] clusters, double[] weights)
    {
        var (cells, rows, columns, all) = (new Dictionary<(int, int), Part>(), new Dictionary<int, Part>(), new Dictionary<int, Part>(), default(Part));
        for (var i = 0; i < weights.Length; i++)
        {
            cells[(classes[i], clusters[i])] = cells.GetValueOrDefault((classes[i], clusters[i])).With(weights[i]);
            rows[classes[i]] = rows.GetValueOrDefault(classes[i]).With(weights[i]);
            columns[clusters[i]] = columns.GetValueOrDefault(clusters[i]).With(weights[i]);
            all = all.With(weights[i]);
        }

        return (cells, rows, columns, all);
    }

    private readonly record struct Part(double Sum, double Squares)
    {
        /// <summary>The weight of the pairs of different rows.</summary>
        public double Pairs => ((Sum * Sum) - Squares) / 2;

        public Part With(double weight) => new(Sum + weight, Squares + (weight * weight));
    }
}
