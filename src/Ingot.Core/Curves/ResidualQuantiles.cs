using MathNet.Numerics.Distributions;

namespace Ingot.Core.Curves;

/// <summary>Residuals against the quantiles of a normal distribution (M. B. Wilk, R. Gnanadesikan, Biometrika 55, 1968).</summary>
public static class ResidualQuantiles
{
    /// <summary>
    /// Points of the plot: X the standard normal quantile of a residual's rank (i - 0.5) / n (A. Hazen, 1914), Y the residual.
    /// When there are many, they are chosen evenly over X, so that the tails, where the shape shows, are kept.
    /// </summary>
    /// <param name="residuals">The residuals.</param>
    /// <param name="mostPoints">The greatest number of points, from 2 on.</param>
    /// <returns>The points, ascending; their threshold is NaN.</returns>
    public static IReadOnlyList<CurvePoint> Of(Residuals residuals, int mostPoints = 500)
    {
        var (values, shares) = residuals.Ranked();
        if (values.Length == 0)
        {
            return [];
        }

        var first = Normal.InvCDF(0, 1, shares[0]);
        var last = Normal.InvCDF(0, 1, shares[^1]);
        IEnumerable<int> chosen = values.Length <= mostPoints
            ? Enumerable.Range(0, values.Length)
            : Enumerable.Range(0, mostPoints).Select(k => Nearest(shares, Normal.CDF(0, 1, first + ((last - first) * k / (mostPoints - 1))))).Distinct();
        return [.. chosen.Select(i => new CurvePoint(Normal.InvCDF(0, 1, shares[i]), values[i], double.NaN))];
    }

    private static int Nearest(double[] shares, double share)
    {
        var at = Array.BinarySearch(shares, share);
        at = at >= 0 ? at : Math.Min(~at, shares.Length - 1);
        return at > 0 && share - shares[at - 1] < shares[at] - share ? at - 1 : at;
    }
}
