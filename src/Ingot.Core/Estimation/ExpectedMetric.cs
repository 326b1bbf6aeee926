namespace Ingot.Core.Estimation;

/// <summary>
/// A metric in which each label is replaced by its probability, with its slopes: what it would change if a row's probability of a
/// class were greater by one.
/// </summary>
/// <param name="Value">The metric; NaN where the rows do not define one.</param>
/// <param name="Slopes">
/// For each column of probabilities (two classes: one, the positive class's) a slope a row; null for a column of which the metric
/// does not depend.
/// </param>
internal sealed record ExpectedMetric(double Value, double[]?[] Slopes)
{
    public static ExpectedMetric Undefined(int columns) => new(double.NaN, new double[columns][]);

    /// <summary>A ratio of two sums over the rows: a + b times the probability above, and the same below.</summary>
    /// <param name="p">The probability of each row.</param>
    /// <param name="above">Of each row what stands above without the label, and what the label adds.</param>
    /// <param name="below">The same below.</param>
    public static ExpectedMetric Ratio(double[] p, Func<int, (double Fixed, double ByLabel)> above, Func<int, (double Fixed, double ByLabel)> below)
    {
        double numerator = 0, denominator = 0;
        for (var i = 0; i < p.Length; i++)
        {
            var (a, b) = (above(i), below(i));
            numerator += a.Fixed + (a.ByLabel * p[i]);
            denominator += b.Fixed + (b.ByLabel * p[i]);
        }

        if (!(denominator > 0))
        {
            return Undefined(1);
        }

        var value = numerator / denominator;
        var slopes = new double[p.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = (above(i).ByLabel - (value * below(i).ByLabel)) / denominator;
        }

        return new ExpectedMetric(value, [slopes]);
    }
}
