using Ingot.Core.Statistics;

namespace Ingot.Training.Clustering;

/// <summary>
/// First centres that lie apart: each further one is drawn among the points by their squared distance to the nearest centre so far, the best one of a few draws being taken (D. Arthur, S.
/// Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, with the greedy choice of its section 5).
/// </summary>
/// <param name="points">The points.</param>
/// <param name="weights">How much each counts, above 0.</param>
/// <param name="width">How many coordinates a point has.</param>
/// <param name="options">The threads.</param>
internal sealed class Seeding(double[] points, double[] weights, int width, ParallelOptions options)
{
    private readonly int _count = weights.Length;

    /// <summary>The places of the points that are the first centres.</summary>
    public int[] Draw(int clusters, SplitMix64 random)
    {
        var chosen = new int[clusters];
        chosen[0] = Drawn(weights, weights.Sum(), random);
        var nearest = new double[_count];
        Array.Fill(nearest, double.PositiveInfinity);
        _ = Near(chosen[0], nearest, nearest);
        var trials = 2 + (int)Math.Log(clusters);
        var (trial, best) = (new double[_count], new double[_count]);
        var parts = new double[_count];
        for (var c = 1; c < clusters; c++)
        {
            var total = 0.0;
            for (var i = 0; i < _count; i++)
            {
                total += parts[i] = weights[i] * nearest[i];
            }

            var least = double.PositiveInfinity;
            for (var t = 0; t < trials; t++)
            {
                var candidate = Drawn(parts, total, random);
                var sum = Near(candidate, nearest, trial);
                if (sum < least)
                {
                    (least, chosen[c]) = (sum, candidate);
                    (trial, best) = (best, trial);
                }
            }

            (nearest, best) = (best, nearest);
        }

        return chosen;
    }

    // What the points' distances to the nearest centre would be, and their sum.
    private double Near(int candidate, double[] nearest, double[] to)
    {
        Parallel.For(0, _count, options, i => to[i] = Math.Min(nearest[i], ClusteredPoints.SquaredDistance(points.AsSpan(i * width, width), points.AsSpan(candidate * width, width))));
        var sum = 0.0;
        for (var i = 0; i < _count; i++)
        {
            sum += weights[i] * to[i];
        }

        return sum;
    }

    private static int Drawn(double[] parts, double total, SplitMix64 random)
    {
        var wanted = (random.Next() >> 11) * (1.0 / (1UL << 53)) * total;
        var last = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] > 0)
            {
                last = i;
                wanted -= parts[i];
                if (wanted < 0)
                {
                    break;
                }
            }
        }

        return last;
    }
}
