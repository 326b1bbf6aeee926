using Ingot.Core.Statistics;

namespace Ingot.Core.Curves;

/// <summary>How residuals change with the predicted value.</summary>
public static class ResidualBands
{
    /// <summary>
    /// Groups of as many rows each, from the least predicted value to the greatest; rows of the same predicted value are
    /// never parted. A quantile is the first residual at which its share of the group's weight is reached.
    /// </summary>
    /// <param name="residuals">The residuals.</param>
    /// <param name="groups">Number of groups, or fewer where many rows have the same predicted value.</param>
    public static IReadOnlyList<ResidualBand> Of(Residuals residuals, int groups = 20)
    {
        int[] order = [.. Enumerable.Range(0, residuals.Rows)];
        var keys = (double[])residuals.Predicted.Clone();
        Array.Sort(keys, order);
        var bands = new List<ResidualBand>();
        for (var start = 0; start < order.Length;)
        {
            // The next end that is due, but behind all rows of the same value.
            var group = (long)start * groups / order.Length;
            var end = (int)Math.Min((((group + 1) * order.Length) + groups - 1) / groups, order.Length);
            while (end < order.Length && keys[end] == keys[end - 1])
            {
                end++;
            }

            bands.Add(Band(residuals, order.AsSpan(start, end - start)));
            start = end;
        }

        return bands;
    }

    private static ResidualBand Band(Residuals residuals, ReadOnlySpan<int> rows)
    {
        var predicted = new double[rows.Length];
        var values = new double[rows.Length];
        var weights = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            (predicted[i], values[i], weights[i]) = (residuals.Predicted[rows[i]], residuals.Values[rows[i]], residuals.Weights[rows[i]]);
        }

        var centre = Interval.Mean(predicted, weights).Value;
        var mean = Interval.Mean(values, weights);
        Array.Sort(values, weights);
        return new ResidualBand(rows.Length, centre, mean, Quantile(values, weights, 0.1), Quantile(values, weights, 0.9));
    }

    private static double Quantile(double[] sorted, double[] weights, double share)
    {
        var due = weights.Sum() * share;
        double reached = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            reached += weights[i];
            if (reached >= due)
            {
                return sorted[i];
            }
        }

        return sorted[^1];
    }
}
