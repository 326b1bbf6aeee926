namespace Ingot.Core.Drift;

/// <summary>
/// The two-sample statistic of A. N. Kolmogorov and N. V. Smirnov (1939): the greatest distance of the two distribution functions, of
/// all values with infinities. Its interval is that of A. Dvoretzky, J. Kiefer and J. Wolfowitz (1956) with the constant of P. Massart (1990), in the
/// form for two samples (F. Wei, R. M. Dudley, "Two-sample Dvoretzky-Kiefer-Wolfowitz inequalities", Statistics and Probability Letters 82, 2012).
/// </summary>
internal static class KolmogorovSmirnov
{
    // Exact where it takes less than some milliseconds.
    private const double MostPaths = 1_000_000;

    // The mean square of the limit without a change, over n + m by nm: pi^2 / 12.
    private const double NullSquare = Math.PI * Math.PI / 12;

    public static DriftEstimate Estimate(NumberWindow window, double confidence)
    {
        long n = window.Reference.Rows, m = window.Rows;
        var distance = Distance(window);
        var scale = (1.0 / n) + (1.0 / m);
        var half = Math.Sqrt(Math.Log(2 / (1 - confidence)) / 2 * scale);
        var effect = Math.Sqrt(Math.Max(0, (distance * distance) - (NullSquare * scale)));
        var (low, high) = (Math.Max(0, distance - half), Math.Min(1, distance + half));
        var exact = (double)n * m <= MostPaths;
        return new DriftEstimate(
            distance, Math.Clamp(effect, low, high), low, high, exact ? ExactPValue(n, m, distance) : LimitPValue(n, m, distance),
            exact ? "Dvoretzky-Kiefer-Wolfowitz, exact p-value" : "Dvoretzky-Kiefer-Wolfowitz, p-value of the limit");
    }

    /// <summary>The greatest distance: the functions only change where they are counted.</summary>
    public static double Distance(NumberWindow window)
    {
        var reference = window.Reference;
        double n = reference.Rows, m = window.Rows;
        long below = reference.NegativeInfinite, belowCurrent = window.NegativeInfinite;
        var greatest = Math.Abs((below / n) - (belowCurrent / m));
        for (var cell = 0; cell < window.Cells.Length; cell++)
        {
            below += (cell & 1) == 1 ? reference.KnotCounts[cell >> 1] : 0;
            belowCurrent += window.Cells[cell];
            greatest = Math.Max(greatest, Math.Abs((below / n) - (belowCurrent / m)));
        }

        return greatest;
    }

    /// <summary>
    /// The probability of such a distance or a greater one without a change: the share of the paths of a grid that leave a band (J. L. Hodges,
    /// "The significance probability of the Smirnov two-sample test", Arkiv för Matematik 3, 1958). With ties it is an upper bound.
    /// </summary>
    /// <param name="n">Rows of one sample.</param>
    /// <param name="m">Rows of the other.</param>
    /// <param name="distance">The observed distance.</param>
    internal static double ExactPValue(long n, long m, double distance)
    {
        if (distance <= 0)
        {
            return 1;
        }

        (n, m) = (Math.Max(n, m), Math.Min(n, m));

        // Distances are multiples of 1 / (nm); half of one is far more than their rounding. The probability to be outside is summed
        // itself, since 1 - (that to be inside) would end at 1e-16: the share of the paths to (i, j) that have left the band.
        var limit = distance - (0.5 / ((double)n * m));
        var left = new double[m + 1];
        for (long i = 0; i <= n; i++)
        {
            for (long j = 0; j <= m; j++)
            {
                if (Math.Abs(((double)i / n) - ((double)j / m)) >= limit)
                {
                    left[j] = 1;
                }
                else if (i == 0)
                {
                    left[j] = j == 0 ? 0 : left[j - 1];
                }
                else if (j > 0)
                {
                    // The last step to (i, j) of a random path came from (i - 1, j) with probability i / (i + j).
                    left[j] = ((left[j] * i) + (left[j - 1] * j)) / (i + j);
                }
            }
        }

        return Math.Min(1, left[m]);
    }

    /// <summary>The limit of many rows: A. N. Kolmogorov (1933).</summary>
    /// <param name="n">Rows of one sample.</param>
    /// <param name="m">Rows of the other.</param>
    /// <param name="distance">The observed distance.</param>
    internal static double LimitPValue(double n, double m, double distance)
    {
        var x = distance * Math.Sqrt(n * m / (n + m));
        if (x < 0.2)
        {
            // The alternating sum needs hundreds of terms there, and 1 - p is below 1e-12.
            return 1;
        }

        double sum = 0;
        for (var k = 1; k <= 100; k++)
        {
            var term = Math.Exp(-2.0 * k * k * x * x);
            sum += (k & 1) == 1 ? term : -term;
            if (term < 1e-18 * Math.Abs(sum))
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
