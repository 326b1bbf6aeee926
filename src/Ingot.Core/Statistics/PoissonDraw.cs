using MathNet.Numerics;

namespace Ingot.Core.Statistics;

/// <summary>
/// Poisson random numbers, the same for the same seed everywhere: by counting for small means, and above by transformed rejection
/// (W. Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and Economics 12, 1993).
/// </summary>
public static class PoissonDraw
{
    private const double Small = 10;

    /// <summary>How often a row of a mean number of draws is drawn.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="mean">The mean; not negative.</param>
    public static long Next(SplitMix64 random, double mean)
    {
        if (mean < Small)
        {
            var limit = Math.Exp(-mean);
            long count = 0;
            for (var product = Uniform(random); product > limit; product *= Uniform(random))
            {
                count++;
            }

            return count;
        }

        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        var v1 = 0.9277 - (3.6224 / (b - 2));
        var logMean = Math.Log(mean);
        while (true)
        {
            var u = Uniform(random) - 0.5;
            var v = Uniform(random);
            var s = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / s) + b) * u) + mean + 0.43);
            if (s >= 0.07 && v <= v1)
            {
                return (long)k;
            }

            if (k >= 0 && !(s < 0.013 && v > s)
                && Math.Log(v * inverseAlpha / ((a / (s * s)) + b)) <= (k * logMean) - mean - SpecialFunctions.GammaLn(k + 1))
            {
                return (long)k;
            }
        }
    }

    // Above 0 and below 1.
    private static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) * (1.0 / (1L << 53));
}
