using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>
/// What a row adds to the error of a statistic is the statistic's slope by the row's weight, times that weight (the infinitesimal
/// jackknife: L. A. Jaeckel, Bell Laboratories, 1972). It is taken here from values alone, by central differences with one step of
/// Richardson's extrapolation, so it knows nothing of how a class finds it.
/// </summary>
internal static class Slopes
{
    private const double Step = 1e-3;

    /// <summary>Compares what rows add with the slopes of the value.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="statistic">The statistic with these weights.</param>
    /// <param name="scale">What the slope of a row is multiplied by; null: the root of n / (n - 1), n rows that weigh something.</param>
    public static void Agree(double[] weights, Func<double[], InfluenceValues> statistic, Func<int, double>? scale = null)
    {
        var found = statistic(weights).Rows;
        double counted = weights.Count(w => w > 0);
        for (var row = 0; row < weights.Length; row++)
        {
            var slope = weights[row] == 0 ? 0 : ((4 * Difference(weights, row, Step / 2, statistic)) - Difference(weights, row, Step, statistic)) / 3;
            Assert.Equal((scale?.Invoke(row) ?? Math.Sqrt(counted / (counted - 1))) * weights[row] * slope, found[row], 2e-9);
        }
    }

    private static double Difference(double[] weights, int row, double step, Func<double[], InfluenceValues> statistic)
    {
        double At(double weight)
        {
            var changed = weights.ToArray();
            changed[row] = weight;
            return statistic(changed).Value;
        }

        return (At(weights[row] + step) - At(weights[row] - step)) / (2 * step);
    }
}
