namespace Ingot.Core.Statistics;

/// <summary>The bootstrap (B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979) over rows.</summary>
public static class Bootstrap
{
    /// <summary>Number of resamples.</summary>
    public const int Resamples = 200;

    /// <summary>The standard error and the normal interval of statistics around their values.</summary>
    /// <param name="values">The statistics of the rows themselves.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="seed">Of the resampling; the same seed gives the same answer on every platform.</param>
    /// <param name="statistics">
    /// Computes all statistics with the given multiplicity of each row (0, 1, 2, …) into the given span.
    /// </param>
    public static Interval[] Of(double[] values, int rows, int seed, Action<int[], double[]> statistics)
    {
        var random = new SplitMix64((ulong)seed);
        var counts = new int[rows];
        var resampled = new double[values.Length];
        var moments = new (double N, double Sum, double Squares)[values.Length];
        for (var b = 0; b < Resamples; b++)
        {
            Array.Clear(counts);
            for (var i = 0; i < rows; i++)
            {
                counts[random.Below(rows)]++;
            }

            statistics(counts, resampled);
            for (var s = 0; s < resampled.Length; s++)
            {
                // A resample of one class only has no value: it says nothing of the spread.
                if (double.IsFinite(resampled[s]))
                {
                    var d = resampled[s] - values[s];
                    moments[s] = (moments[s].N + 1, moments[s].Sum + d, moments[s].Squares + (d * d));
                }
            }
        }

        return [.. values.Zip(moments, (v, m) => Interval.Normal(
            v, m.N > 1 ? Math.Sqrt(Math.Max(0, (m.Squares - (m.Sum * m.Sum / m.N)) / (m.N - 1))) : double.NaN))];
    }
}
