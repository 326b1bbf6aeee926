namespace Ingot.Core.Statistics;

/// <summary>
/// A statistic with what each row adds to its error (F. R. Hampel, "The influence curve and its role in robust
/// estimation", JASA 69, 1974), scaled so that the sum of squares is the variance of the statistic and the sum of
/// products of two models' values on the same rows their covariance.
/// </summary>
/// <param name="Value">The statistic; NaN when these rows do not define it.</param>
/// <param name="Rows">A value per row; NaN when the rows do not tell a variance.</param>
public sealed record InfluenceValues(double Value, double[] Rows)
{
    /// <summary>A weighted mean.</summary>
    public static InfluenceValues Mean(double[] values, double[] weights) =>
        Ratio(values, Array.ConvertAll(values, _ => 1.0), weights);

    /// <summary>
    /// The ratio of two weighted sums by the delta method (W. G. Cochran, "Sampling techniques", 3rd edition, 1977,
    /// section 6.3); with denominators of 1 a mean.
    /// </summary>
    /// <param name="numerators">The numerator of each row.</param>
    /// <param name="denominators">The denominator of each row.</param>
    /// <param name="weights">The weight of each row; one of weight 0 is not an observation.</param>
    public static InfluenceValues Ratio(double[] numerators, double[] denominators, double[] weights)
    {
        double above = 0, below = 0, n = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            above += weights[i] * numerators[i];
            below += weights[i] * denominators[i];
            n += weights[i] > 0 ? 1 : 0;
        }

        var value = below > 0 ? above / below : double.NaN;
        var scale = n > 1 ? Math.Sqrt(n / (n - 1)) / below : double.NaN;
        var rows = new double[weights.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = scale * weights[i] * (numerators[i] - (value * denominators[i]));
        }

        return new InfluenceValues(value, rows);
    }

    /// <summary>The square root by the delta method; of 0 it has no variance.</summary>
    public InfluenceValues SquareRoot()
    {
        var root = Math.Sqrt(Value);
        return new InfluenceValues(root, Array.ConvertAll(Rows, r => root > 0 ? r / (2 * root) : r));
    }

    /// <summary>The statistic with the normal interval of its error.</summary>
    public Interval ToInterval() => Interval.Normal(Value, Math.Sqrt(Rows.Sum(r => r * r)));

    /// <summary>The mean of several statistics of the same rows.</summary>
    public static InfluenceValues MeanOf(IReadOnlyList<InfluenceValues> statistics)
    {
        var rows = new double[statistics[0].Rows.Length];
        foreach (var statistic in statistics)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] += statistic.Rows[i] / statistics.Count;
            }
        }

        return new InfluenceValues(statistics.Average(s => s.Value), rows);
    }
}
