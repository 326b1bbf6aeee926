using Ingot.Core.Statistics;

namespace Ingot.Training.Clustering;

/// <summary>
/// Divides points so that the sum of their squared distances to the means of their clusters is small: each point to the nearest centre, each centre to the mean of its points, again and again
/// (S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28, 1982), from several beginnings, of which the best is kept. Sums go over the points in
/// their order, whatever the number of threads.
/// </summary>
/// <param name="points">The points, row by row.</param>
/// <param name="weights">How much each counts, above 0.</param>
/// <param name="width">How many coordinates a point has.</param>
/// <param name="settings">How long and how often.</param>
internal sealed class KMeans(double[] points, double[] weights, int width, KMeansSettings settings)
{
    private readonly int _count = weights.Length;
    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = settings.Threads > 0 ? settings.Threads : Environment.ProcessorCount, CancellationToken = settings.Cancellation };

    /// <summary>Finds clusters; there are at least as many different points.</summary>
    public Division Divide(int clusters)
    {
        var seeding = new Seeding(points, weights, width, _options);
        var still = settings.Tolerance * Variance();
        Division? best = null;
        for (var start = 0; start < settings.Inits; start++)
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            var first = seeding.Draw(clusters, new SplitMix64(((ulong)(uint)settings.Seed << 32) | (uint)start));
            var found = Move([.. first.SelectMany(p => points[(p * width)..((p + 1) * width)])], clusters, still);

            // What differs by the rounding of a sum is equally good, and the first of these is kept.
            best = best is null || found.Inertia < best.Inertia * (1 - 1e-12) ? found : best;
        }

        return best!;
    }

    private Division Move(double[] centres, int clusters, double still)
    {
        var (of, distances) = (new int[_count], new double[_count]);
        var iterations = 0;
        _ = Assign(centres, clusters, of, distances);
        while (iterations < settings.MaxIterations)
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            FillEmpty(clusters, of, distances);
            var next = Means(clusters, of);
            iterations++;
            var shift = ClusteredPoints.SquaredDistance(centres, next);
            centres = next;
            if (!Assign(centres, clusters, of, distances) || shift <= still)
            {
                break;
            }
        }

        var inertia = 0.0;
        for (var i = 0; i < _count; i++)
        {
            inertia += weights[i] * distances[i];
        }

        return new Division(centres, of, inertia, iterations);
    }

    private bool Assign(double[] centres, int clusters, int[] of, double[] distances)
    {
        var moved = 0;
        Parallel.For(0, _count, _options, i =>
        {
            var point = points.AsSpan(i * width, width);
            var (nearest, least) = (0, double.PositiveInfinity);
            for (var c = 0; c < clusters; c++)
            {
                var distance = ClusteredPoints.SquaredDistance(point, centres.AsSpan(c * width, width));
                (nearest, least) = distance < least ? (c, distance) : (nearest, least);
            }

            if (of[i] != nearest)
            {
                moved = 1;
            }

            (of[i], distances[i]) = (nearest, least);
        });
        return moved != 0;
    }

    // A cluster that lost all its points gets the one that lies farthest from its centre.
    private void FillEmpty(int clusters, int[] of, double[] distances)
    {
        var sizes = new int[clusters];
        Array.ForEach(of, c => sizes[c]++);
        for (var c = 0; c < clusters; c++)
        {
            if (sizes[c] == 0)
            {
                var farthest = -1;
                for (var i = 0; i < _count; i++)
                {
                    farthest = sizes[of[i]] > 1 && (farthest < 0 || distances[i] > distances[farthest]) ? i : farthest;
                }

                sizes[of[farthest]]--;
                (of[farthest], distances[farthest], sizes[c]) = (c, 0, 1);
            }
        }
    }

    private double[] Means(int clusters, int[] of)
    {
        var places = new List<int>[clusters];
        for (var c = 0; c < clusters; c++)
        {
            places[c] = [];
        }

        for (var i = 0; i < _count; i++)
        {
            places[of[i]].Add(i);
        }

        var centres = new double[clusters * width];
        Parallel.For(0, clusters, _options, c =>
        {
            var to = centres.AsSpan(c * width, width);
            var total = 0.0;
            foreach (var i in places[c])
            {
                var (weight, at) = (weights[i], i * width);
                total += weight;
                for (var f = 0; f < to.Length; f++)
                {
                    to[f] += weight * points[at + f];
                }
            }

            for (var f = 0; f < to.Length; f++)
            {
                to[f] /= total;
            }
        });
        return centres;
    }

    private double Variance()
    {
        var mean = Means(1, new int[_count]);
        double sum = 0, total = 0;
        for (var i = 0; i < _count; i++)
        {
            sum += weights[i] * ClusteredPoints.SquaredDistance(points.AsSpan(i * width, width), mean);
            total += weights[i];
        }

        return sum / total / width;
    }
}
