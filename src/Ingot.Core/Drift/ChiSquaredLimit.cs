using MathNet.Numerics.Distributions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Drift;

/// <summary>
/// The interval of a divergence whose estimate, times nm / (n + m), is in the limit chi-squared without a change, and noncentral
/// chi-squared with one: the sum of squared differences over the shares, and what equals it for small differences.
/// </summary>
/// <remarks>
/// Sources: L. Pardo, "Statistical Inference Based on Divergence Measures" (2006), for the limit of all such divergences; B. Yurdakul,
/// J. Naranjo, "Statistical properties of the population stability index" (Journal of Risk Model Validation 14, 2020) for the PSI. The
/// noncentral limit holds for small differences. Further away the variance is another one; the delta method tells it, and the
/// statistic is scaled so that its variance is right there too.
/// </remarks>
internal static class ChiSquaredLimit
{
    // Where the two sides share no cell the delta method sees no variance at all, which is no proof that there is none.
    private const double LeastStretch = 0.1;

    /// <summary>The estimate of the divergence, its interval, and the p-value of none.</summary>
    /// <param name="cells">The cells that the divergence is of.</param>
    /// <param name="divergence">The observed divergence.</param>
    /// <param name="gradients">The derivatives by the shares of the reference and of the window, by cell.</param>
    /// <param name="confidence">Of the interval, such as 0.95.</param>
    public static (double Effect, double Low, double High, double PValue) Of(
        CellTable cells, double divergence, (double[] Reference, double[] Current) gradients, double confidence)
    {
        var degrees = cells.Reference.Length - 1;
        if (degrees < 1)
        {
            // Every row of both sides has the same value.
            return (0, 0, 0, 1);
        }

        double n = cells.ReferenceRows, m = cells.CurrentRows;
        var scale = n * m / (n + m);
        var statistic = divergence * scale;
        var pValue = 1 - ChiSquared.CDF(degrees, statistic);
        pValue = pValue > 1e-10 ? pValue : UpperTail(degrees, statistic);
        var stretch = divergence > 0 ? Math.Max(LeastStretch, Variance(cells, gradients) * scale / (4 * divergence)) : 1;
        double At(double probability, double width) =>
            NoncentralChiSquared.Noncentrality(degrees, statistic / width, probability) * width / scale;

        // The lower end decides whether there is drift at all, and is never of a variance below that of none: in cells of few rows, half of which the window
        // lacks by chance, the delta method sees less than there is.
        var (effect, low, high) = (At(0.5, stretch), At((1 + confidence) / 2, Math.Max(1, stretch)), At((1 - confidence) / 2, stretch));
        if (cells.Sparse)
        {
            // The limit is far: what counts is an exact test of each cell.
            pValue = LInfinity.Estimate(cells, confidence).PValue;
            low = pValue > 1 - confidence ? 0 : low;
        }

        return (effect, low, high, pValue);
    }

    private static double Variance(CellTable cells, (double[] Reference, double[] Current) gradients)
    {
        double p1 = 0, p2 = 0, q1 = 0, q2 = 0;
        for (var i = 0; i < cells.Reference.Length; i++)
        {
            var (p, q, gp, gq) = (cells.ReferenceShare(i), cells.CurrentShare(i), gradients.Reference[i], gradients.Current[i]);
            p1 += p > 0 ? p * gp : 0;
            p2 += p > 0 ? p * gp * gp : 0;
            q1 += q > 0 ? q * gq : 0;
            q2 += q > 0 ? q * gq * gq : 0;
        }

        return ((p2 - (p1 * p1)) / cells.ReferenceRows) + ((q2 - (q1 * q1)) / cells.CurrentRows);
    }

    // Far out 1 - CDF is rounding only: the upper regularized gamma function itself.
    private static double UpperTail(double degrees, double statistic) =>
        MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(degrees / 2, statistic / 2);
}
