namespace Ingot.Core.Curves;

/// <summary>Weights counted in bins of equal width.</summary>
/// <param name="Low">Lower end of the first bin.</param>
/// <param name="High">Upper end of the last bin, which is in it.</param>
/// <param name="Counts">The weight in each bin; what lies beyond the ends is not in them.</param>
/// <param name="Below">The weight below <paramref name="Low"/>.</param>
/// <param name="Above">The weight above <paramref name="High"/>.</param>
public sealed record Histogram(double Low, double High, double[] Counts, double Below, double Above)
{
    /// <summary>Width of a bin.</summary>
    public double Width => (High - Low) / Counts.Length;

    /// <summary>Counts values, in bins that are closed on the left, as NumPy's <c>histogram</c>.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="weights">How much each counts.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end; above <paramref name="low"/>.</param>
    /// <param name="bins">Number of bins.</param>
    public static Histogram Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double low, double high, int bins)
    {
        var counts = new double[bins];
        double below = 0, above = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < low)
            {
                below += weights[i];
            }
            else if (values[i] > high)
            {
                above += weights[i];
            }
            else
            {
                counts[Math.Clamp((int)((values[i] - low) / (high - low) * bins), 0, bins - 1)] += weights[i];
            }
        }

        return new Histogram(low, high, counts, below, above);
    }
}
