namespace Ingot.Core.Statistics;

/// <summary>
/// The two directions in which points differ most (H. Hotelling, "Analysis of a complex of statistical variables into principal components", 1933), by orthogonal iteration. The greatest
/// coefficient of each is positive.
/// </summary>
public static class PrincipalComponents
{
    private const int MostIterations = 500;

    /// <summary>Where points lie along them, and which share of the variance each of the two has.</summary>
    /// <param name="points">The points; those of weight 0 have no part in the directions.</param>
    /// <param name="seed">Of the first directions.</param>
    public static (double[] First, double[] Second, double FirstShare, double SecondShare) Of(ClusteredPoints points, int seed)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (n, width, weights) = (points.Count, points.Width, points.Weights);
        var total = weights.Sum();
        var (mean, _) = (points with { Clusters = new int[n] }).Means(1);
        var centred = new double[points.Values.Length];
        var variance = 0.0;
        for (var i = 0; i < centred.Length; i++)
        {
            centred[i] = points.Values[i] - mean[i % width];
            variance += weights[i / width] * centred[i] * centred[i] / total;
        }

        var random = new SplitMix64((ulong)seed);
        double[] Start() => [.. Enumerable.Range(0, width).Select(_ => (random.Next() >> 11) * (1.0 / (1UL << 53)) - 0.5)];
        var (one, two) = (Start(), Start());
        Orthogonalise(one, two);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var (next, further) = (Apply(one), Apply(two));
            Orthogonalise(next, further);
            var moved = 2 - Math.Abs(Dot(one, next)) - Math.Abs(Dot(two, further));
            (one, two) = (next, further);
            if (moved < 1e-13)
            {
                break;
            }
        }

        Turn(one);
        Turn(two);
        double[] Along(double[] direction) => [.. Enumerable.Range(0, n).Select(i => Dot(centred.AsSpan(i * width, width), direction))];
        double Share(double[] along) => variance > 0 ? along.Select((a, i) => weights[i] * a * a).Sum() / total / variance : double.NaN;
        var (first, second) = (Along(one), Along(two));
        return (first, second, Share(first), Share(second));

        double[] Apply(double[] direction)
        {
            var sum = new double[width];
            for (var i = 0; i < n; i++)
            {
                var point = centred.AsSpan(i * width, width);
                var along = weights[i] * Dot(point, direction) / total;
                for (var f = 0; f < width; f++)
                {
                    sum[f] += along * point[f];
                }
            }

            return sum;
        }
    }

    private static void Orthogonalise(double[] one, double[] two)
    {
        Normalise(one);
        var along = Dot(one, two);
        for (var f = 0; f < two.Length; f++)
        {
            two[f] -= along * one[f];
        }

        Normalise(two);
    }

    private static void Normalise(double[] direction)
    {
        var length = Math.Sqrt(Dot(direction, direction));
        for (var f = 0; f < direction.Length && length > 0; f++)
        {
            direction[f] /= length;
        }
    }

    private static void Turn(double[] direction)
    {
        var greatest = direction.MaxBy(Math.Abs);
        for (var f = 0; f < direction.Length && greatest < 0; f++)
        {
            direction[f] = -direction[f];
        }
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> two)
    {
        var sum = 0.0;
        for (var f = 0; f < one.Length; f++)
        {
            sum += one[f] * two[f];
        }

        return sum;
    }
}
