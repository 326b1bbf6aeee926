namespace Ingot.Core.Statistics;

/// <summary>The bootstrap (B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979) over rows.</summary>
public static class Bootstrap
{
    /// <summary>Number of resamples.</summary>
    public const int Resamples = 200;

    /// <summary>The standard error and the normal interval of statistics around their values; NaN of fewer than two rows.</summary>
    /// <param name="values">The statistics of the rows themselves.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <param name="seed">Of the resampling; the same seed gives the same answer on every platform, with any number of threads.</param>
    /// <param name="statistics">
    /// Computes all statistics with the given weight of each row (its own times how often it was drawn) into the given
    /// array. It is called from several threads at once.
    /// </param>
    public static Interval[] Of(double[] values, double[] weights, int seed, Action<double[], double[]> statistics)
    {
        var rows = weights.Length;
        var resamples = new double[Resamples][];
        if (rows > 1)
        {
            Parallel.For(
                0,
                Resamples,
                () => (Counts: new int[rows], Weights: new double[rows]),
                (b, _, scratch) =>
                {
                    Draw(seed, b, scratch.Counts);
                    for (var i = 0; i < rows; i++)
                    {
                        scratch.Weights[i] = scratch.Counts[i] * weights[i];
                    }

                    resamples[b] = new double[values.Length];
                    statistics(scratch.Weights, resamples[b]);
                    return scratch;
                },
                _ => { });
        }

        return [.. values.Select((v, s) => Interval.Normal(v, rows > 1 ? Deviation(resamples, s, v) : double.NaN))];
    }

    private static void Draw(int seed, int resample, int[] counts)
    {
        // A sequence of its own for each resample: the answer does not depend on which thread draws when.
        var random = new SplitMix64(new SplitMix64(((ulong)(uint)seed << 32) | (uint)resample).Next());
        Array.Clear(counts);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[random.Below(counts.Length)]++;
        }
    }

    private static double Deviation(double[][] resamples, int statistic, double value)
    {
        double n = 0, sum = 0, squares = 0;
        foreach (var resample in resamples)
        {
            // A resample of one class only has no value: it says nothing of the spread.
            if (double.IsFinite(resample[statistic]))
            {
                var d = resample[statistic] - value;
                (n, sum, squares) = (n + 1, sum + d, squares + (d * d));
            }
        }

        return n > 1 ? Math.Sqrt(Math.Max(0, (squares - (sum * sum / n)) / (n - 1))) : double.NaN;
    }
}
