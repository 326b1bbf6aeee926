using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Ingot.Core.Statistics;

/// <summary>Two shares of independent rows: their difference with an interval, and the test that they are the same.</summary>
public static class TwoProportions
{
    // With fewer expected rows in any of the four cells the normal distribution is too rough (W. G. Cochran, Biometrics 10, 1954).
    private const double LeastExpected = 5;

    /// <summary>
    /// The two-sided p-value of no difference: the z test with the pooled share, which is the chi-squared test of the four cells without
    /// correction; where any of them expects fewer than 5 rows Fisher's exact test, as twice its smaller tail.
    /// </summary>
    /// <param name="firstCount">Rows of the first sample that have the property.</param>
    /// <param name="firstRows">Rows of the first sample.</param>
    /// <param name="secondCount">The same of the second.</param>
    /// <param name="secondRows">Rows of the second sample.</param>
    public static double PValue(long firstCount, long firstRows, long secondCount, long secondRows)
    {
        if (firstRows == 0 || secondRows == 0)
        {
            return double.NaN;
        }

        double all = firstRows + secondRows, with = firstCount + secondCount;
        var pooled = with / all;
        if (Math.Min(firstRows, secondRows) * Math.Min(pooled, 1 - pooled) < LeastExpected)
        {
            return Fisher(firstCount, firstRows, secondCount, secondRows);
        }

        var z = (((double)secondCount / secondRows) - ((double)firstCount / firstRows))
            / Math.Sqrt(pooled * (1 - pooled) * ((1.0 / firstRows) + (1.0 / secondRows)));
        return 2 * Normal.CDF(0, 1, -Math.Abs(z));
    }

    /// <summary>
    /// The interval of (second share - first share) that is made of the two score intervals (R. G. Newcombe, "Interval estimation for the
    /// difference between independent proportions", Statistics in Medicine 17, 1998, method 10).
    /// </summary>
    /// <param name="firstCount">Rows of the first sample that have the property.</param>
    /// <param name="firstRows">Rows of the first sample.</param>
    /// <param name="secondCount">The same of the second.</param>
    /// <param name="secondRows">Rows of the second sample.</param>
    /// <param name="z">The quantile of the normal distribution that the wanted confidence has, such as 1.96.</param>
    public static (double Low, double High) Newcombe(long firstCount, long firstRows, long secondCount, long secondRows, double z)
    {
        var (p1, low1, high1) = Score(firstCount, firstRows, z);
        var (p2, low2, high2) = Score(secondCount, secondRows, z);
        return (
            p2 - p1 - Math.Sqrt(((p2 - low2) * (p2 - low2)) + ((high1 - p1) * (high1 - p1))),
            p2 - p1 + Math.Sqrt(((high2 - p2) * (high2 - p2)) + ((p1 - low1) * (p1 - low1))));
    }

    private static (double Share, double Low, double High) Score(double count, double rows, double z)
    {
        var p = count / rows;
        var z2 = z * z / rows;
        var half = z * Math.Sqrt((p * (1 - p) / rows) + (z2 / (4 * rows)));
        return (p, Math.Max(0, (p + (z2 / 2) - half) / (1 + z2)), Math.Min(1, (p + (z2 / 2) + half) / (1 + z2)));
    }

    // The rarer of the two outcomes in the smaller sample: few terms, however many rows the other sample has.
    private static double Fisher(long firstCount, long firstRows, long secondCount, long secondRows)
    {
        if (firstRows > secondRows)
        {
            (firstCount, firstRows, secondCount, secondRows) = (secondCount, secondRows, firstCount, firstRows);
        }

        var with = firstCount + secondCount;
        if (2 * with > firstRows + secondRows)
        {
            (firstCount, with) = (firstRows - firstCount, firstRows + secondRows - with);
        }

        // Of few rows in the smaller sample's expectation; beyond some hundred terms nothing is left.
        double Probability(long k) => Math.Exp(
            Choose(firstRows, k) + Choose(secondRows, with - k) - Choose(firstRows + secondRows, with));
        double below = 0, above = 0;
        for (var k = Math.Max(0, with - secondRows); k <= firstCount; k++)
        {
            below += Probability(k);
        }

        double term;
        var most = Math.Min(firstRows, with);
        for (var k = firstCount; k <= most; k++)
        {
            term = Probability(k);
            above += term;
            if (term < above * 1e-17)
            {
                break;
            }
        }

        return Math.Min(1, 2 * Math.Min(below, above));
    }

    private static double Choose(double n, double k) =>
        k < 0 || k > n ? double.NegativeInfinity : SpecialFunctions.GammaLn(n + 1) - SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(n - k + 1);
}
