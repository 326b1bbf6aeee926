using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Ingot.Core.Statistics;

/// <summary>
/// The noncentral chi-squared distribution (P. B. Patnaik, "The non-central chi-squared and F-distributions and their applications",
/// Biometrika 36, 1949), and confidence limits of its noncentrality.
/// </summary>
public static class NoncentralChiSquared
{
    // Beyond it the sum has too many terms, and the approximation errs by less than 1e-4.
    private const double Exact = 10_000;

    /// <summary>The distribution function.</summary>
    /// <param name="degreesOfFreedom">Above 0.</param>
    /// <param name="noncentrality">Not negative.</param>
    /// <param name="x">Where.</param>
    public static double Cdf(double degreesOfFreedom, double noncentrality, double x)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (noncentrality <= 0)
        {
            return ChiSquared.CDF(degreesOfFreedom, x);
        }

        return noncentrality + degreesOfFreedom > Exact ? Sankaran(degreesOfFreedom, noncentrality, x) : Sum(degreesOfFreedom, noncentrality, x);
    }

    /// <summary>
    /// The noncentrality of which a statistic is the given quantile: 0 when even without any the statistic is less than that. With
    /// probabilities 1 - a/2 and a/2 these are the ends of an interval, with 0.5 the median-unbiased estimate.
    /// </summary>
    /// <param name="degreesOfFreedom">Above 0.</param>
    /// <param name="statistic">What was observed.</param>
    /// <param name="probability">The distribution function's value at the statistic.</param>
    public static double Noncentrality(double degreesOfFreedom, double statistic, double probability)
    {
        if (!(Cdf(degreesOfFreedom, 0, statistic) > probability))
        {
            return 0;
        }

        double low = 0, high = Math.Max(statistic, 1);
        while (Cdf(degreesOfFreedom, high, statistic) > probability)
        {
            high *= 2;
        }

        // To a part in 10^12 of the greatest value, or as far as doubles go.
        for (var i = 0; i < 60 && high - low > 1e-12 * high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cdf(degreesOfFreedom, middle, statistic) > probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // A Poisson mixture of central distributions, from its middle outwards: P(a + 1, y) = P(a, y) - y^a e^-y / Gamma(a + 1).
    private static double Sum(double degreesOfFreedom, double noncentrality, double x)
    {
        var (mean, y) = (noncentrality / 2, x / 2);
        var middle = Math.Floor(mean);
        var a = (degreesOfFreedom / 2) + middle;
        var weight = Math.Exp((middle * Math.Log(mean)) - mean - SpecialFunctions.GammaLn(middle + 1));
        var below = SpecialFunctions.GammaLowerRegularized(a, y);
        var step = Math.Exp((a * Math.Log(y)) - y - SpecialFunctions.GammaLn(a + 1));
        var sum = weight * below;
        var (w, p, d) = (weight, below, step);
        for (var j = middle + 1; w > 1e-17 && j < middle + 100_000; j++)
        {
            w *= mean / j;
            p = Math.Max(0, p - d);
            d *= y / (a + (j - middle));
            sum += w * p;
        }

        (w, p, d) = (weight, below, step);
        for (var j = middle; j > 0 && w > 1e-17; j--)
        {
            w *= j / mean;
            d *= (a - (middle - j)) / y;
            p = Math.Min(1, p + d);
            sum += w * p;
        }

        return Math.Min(1, sum);
    }

    // M. Sankaran, "Approximations to the non-central chi-square distribution", Biometrika 50, 1963.
    private static double Sankaran(double k, double l, double x)
    {
        var h = 1 - (2.0 / 3 * (k + l) * (k + (3 * l)) / ((k + (2 * l)) * (k + (2 * l))));
        var p = (k + (2 * l)) / ((k + l) * (k + l));
        var m = (h - 1) * (1 - (3 * h));
        var z = Math.Pow(x / (k + l), h) - (1 + (h * p * (h - 1 - (0.5 * (2 - h) * m * p))));
        return Normal.CDF(0, 1, z / (h * Math.Sqrt(2 * p) * (1 + (0.5 * m * p))));
    }
}
