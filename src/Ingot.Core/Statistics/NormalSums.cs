namespace Ingot.Core.Statistics;

/// <summary>
/// Sums over rows as the Poisson bootstrap draws them, without drawing the rows: each row is drawn Poisson(1) times, so a sum of
/// w * v has the mean sum(w v) and two of them the covariance sum(w^2 u v), exactly, and of many rows they are normal together
/// (the central limit theorem). A statistic of a few sums then needs one pass over the rows, not one a resample.
/// </summary>
internal static class NormalSums
{
    /// <summary>Number of draws: a standard error is then known to 0.7 %.</summary>
    public const int Draws = 10_000;

    /// <summary>Draws the sums, and computes statistics of them.</summary>
    /// <param name="means">The sums of the rows themselves.</param>
    /// <param name="covariances">The lower triangle, row by row; changed to its Cholesky factor.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <param name="results">How many statistics there are.</param>
    /// <param name="statistics">Takes the sums and fills in the statistics.</param>
    /// <returns>For each draw its statistics.</returns>
    public static double[][] Draw(double[] means, double[][] covariances, int seed, int results, Action<double[], double[]> statistics)
    {
        Factor(covariances);
        var random = new SplitMix64((uint)seed);
        var (drawn, sums) = (new double[means.Length], new double[means.Length]);
        var all = new double[Draws][];
        for (var d = 0; d < all.Length; d++)
        {
            Fill(random, drawn);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] = means[i];
                for (var k = 0; k <= i; k++)
                {
                    sums[i] += covariances[i][k] * drawn[k];
                }
            }

            all[d] = new double[results];
            statistics(sums, all[d]);
        }

        return all;
    }

    // Cholesky's factor; what depends on the sums before it, as an empty bin does, has a pivot of nothing but roundings.
    private static void Factor(double[][] matrix)
    {
        const double rounding = 1e-12;
        var size = matrix.Length;
        for (var k = 0; k < size; k++)
        {
            var pivot = matrix[k][k];
            for (var j = 0; j < k; j++)
            {
                pivot -= matrix[k][j] * matrix[k][j];
            }

            var root = pivot > rounding * matrix[k][k] ? Math.Sqrt(pivot) : 0;
            for (var i = k + 1; i < size; i++)
            {
                var value = matrix[i][k];
                for (var j = 0; j < k; j++)
                {
                    value -= matrix[i][j] * matrix[k][j];
                }

                matrix[i][k] = root > 0 ? value / root : 0;
            }

            matrix[k][k] = root;
        }
    }

    // The polar method (G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM Review 6, 1964).
    private static void Fill(SplitMix64 random, double[] values)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            double u, v, s;
            do
            {
                (u, v) = (Symmetric(random), Symmetric(random));
                s = (u * u) + (v * v);
            }
            while (s is >= 1 or 0);

            var factor = Math.Sqrt(-2 * Math.Log(s) / s);
            values[i] = u * factor;
            if (i + 1 < values.Length)
            {
                values[i + 1] = v * factor;
            }
        }
    }

    // From -1 to 1, in steps of 2^-52.
    private static double Symmetric(SplitMix64 random) => ((random.Next() >> 11) * (1.0 / (1L << 52))) - 1;
}
