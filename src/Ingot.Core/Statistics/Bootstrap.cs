namespace Ingot.Core.Statistics;

/// <summary>
/// The bootstrap (B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979) over rows, in
/// its Poisson form (N. Chamandy, O. Muralidharan, A. Najmi, S. Naidu, "Estimating uncertainty for massive data streams",
/// Google, 2012): each row is drawn Poisson(1) times, independently of the others, so a resample is one pass in the
/// order of the rows. For statistics that do not grow with the number of rows, as means and ratios, it is the same.
/// </summary>
public static class Bootstrap
{
    /// <summary>Number of resamples: a standard error is then known to 2 %.</summary>
    public const int Resamples = 1000;

    // The distribution function of Poisson(1) in units of 2^-32: 0 below the first, 1 below the second, and so on.
    private static readonly ulong[] Distribution = PoissonDistribution();

    /// <summary>The standard error and the normal interval of a statistic around its value; NaN for fewer than two rows.</summary>
    /// <param name="value">The statistic of the rows themselves.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <param name="seed">Of the resampling; the same seed gives the same answer on every platform, with any number of threads.</param>
    /// <param name="statistic">
    /// Computes the statistic with the given weight of each row (its own times how often it was drawn). It is called from several
    /// threads at once.
    /// </param>
    public static Interval Of(double value, double[] weights, int seed, Func<double[], double> statistic) =>
        Of(value, Resample(1, weights, seed, (resampled, result) => result[0] = statistic(resampled)));

    /// <summary>A statistic of two models by the same draws, so that what both share cancels.</summary>
    /// <param name="baseline">The baseline's statistic of the rows themselves.</param>
    /// <param name="candidate">The candidate's.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <param name="seed">Of the resampling.</param>
    /// <param name="statistics">Computes first the baseline's and then the candidate's; called from several threads at once.</param>
    public static PairedEstimate Paired(
        double baseline, double candidate, double[] weights, int seed, Action<double[], double[]> statistics) =>
        Paired(baseline, candidate, Resample(2, weights, seed, statistics));

    /// <summary>The standard error and the normal interval around a value, from the statistic of each resample.</summary>
    internal static Interval Of(double value, double[][] resamples)
    {
        // A resample of only one class has no value: it says nothing of the spread.
        double n = 0, sum = 0, squares = 0;
        foreach (var resample in resamples)
        {
            if (double.IsFinite(resample[0]))
            {
                var d = resample[0] - value;
                (n, sum, squares) = (n + 1, sum + d, squares + (d * d));
            }
        }

        return Interval.Normal(value, n > 1 ? Math.Sqrt(Math.Max(0, (squares - (sum * sum / n)) / (n - 1))) : double.NaN);
    }

    /// <summary>The same of two models, from the statistics of each resample: the baseline's and the candidate's.</summary>
    internal static PairedEstimate Paired(double baseline, double candidate, double[][] drawn)
    {
        // A resample in which one of the two has no value says nothing of their difference; when most have none, nothing does.
        var resamples = drawn.Where(r => double.IsFinite(r[0]) && double.IsFinite(r[1])).ToList();
        double n = resamples.Count, change = 0, variance = 0, covariance = 0;
        var told = drawn.Length > 0 && 2 * resamples.Count >= drawn.Length;
        if (told)
        {
            var meanOfChange = resamples.Average(r => r[1] - r[0]);
            var meanOfBaseline = resamples.Average(r => r[0]);
            foreach (var resample in resamples)
            {
                var d = resample[1] - resample[0] - meanOfChange;
                var b = resample[0] - meanOfBaseline;
                (change, variance, covariance) = (change + (d * d), variance + (b * b), covariance + (d * b));
            }
        }

        var scale = told ? 1 / (n - 1) : double.NaN;
        return PairedEstimate.Of(baseline, candidate, (change * scale, variance * scale, covariance * scale), "paired bootstrap");
    }

    private static double[][] Resample(int count, double[] weights, int seed, Action<double[], double[]> statistics)
    {
        var rows = weights.Length;
        if (rows < 2)
        {
            return [];
        }

        var resamples = new double[Resamples][];
        Parallel.For(
            0,
            resamples.Length,
            () => new double[rows],
            (b, _, resampled) =>
            {
                Draw(seed, b, weights, resampled);
                resamples[b] = new double[count];
                statistics(resampled, resamples[b]);
                return resampled;
            },
            _ => { });
        return resamples;
    }

    private static void Draw(int seed, int resample, double[] weights, double[] resampled)
    {
        // A sequence of its own for each resample: the answer does not depend on which thread draws when.
        var random = new SplitMix64(new SplitMix64(((ulong)(uint)seed << 32) | (uint)resample).Next());
        for (var i = 0; i < weights.Length; i += 2)
        {
            // 64 bits are two draws.
            var bits = random.Next();
            resampled[i] = weights[i] * Poisson((uint)bits);
            if (i + 1 < weights.Length)
            {
                resampled[i + 1] = weights[i + 1] * Poisson((uint)(bits >> 32));
            }
        }
    }

    // 98 % of the draws are 0, 1, 2 or 3: comparisons without branches, which random numbers would mispredict.
    private static int Poisson(uint bits)
    {
        var d = Distribution;
        var count = (bits >= d[0] ? 1 : 0) + (bits >= d[1] ? 1 : 0) + (bits >= d[2] ? 1 : 0) + (bits >= d[3] ? 1 : 0);
        while (count >= 4 && count < d.Length && bits >= d[count])
        {
            count++;
        }

        return count;
    }

    private static ulong[] PoissonDistribution()
    {
        var below = new List<ulong>();
        double term = Math.Exp(-1), sum = 0;
        for (var k = 1; below.Count == 0 || below[^1] < uint.MaxValue; k++)
        {
            sum += term;
            term /= k;
            below.Add((ulong)Math.Round(sum * (1L << 32)));
        }

        return [.. below];
    }
}
