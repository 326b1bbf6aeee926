namespace Ingot.Core.Statistics;

/// <summary>
/// Score statistics of two shares of the same rows. Each compares the observed counts with the most likely shares among
/// those for which the hypothesis just holds, so it needs no standard error of the counts themselves, which is 0 where
/// they are few.
/// </summary>
internal static class ShareScoreTests
{
    /// <summary>
    /// Tango's (T. Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
    /// design", Statistics in Medicine 17, 1998) for the difference baseline - candidate; with 0 it is McNemar's.
    /// </summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="baselineOnly">Rows on which only the baseline is right.</param>
    /// <param name="candidateOnly">Rows on which only the candidate is right.</param>
    /// <param name="difference">The supposed true difference, from -1 to 1.</param>
    /// <returns>About standard normal under the supposition; greater means a greater difference than that.</returns>
    public static double Difference(double rows, double baselineOnly, double candidateOnly, double difference)
    {
        if (difference < 0)
        {
            return -Difference(rows, candidateOnly, baselineOnly, -difference);
        }

        var share = OnlyCandidate(rows, baselineOnly, candidateOnly, difference);
        return Standardize(
            baselineOnly - candidateOnly - (rows * difference), rows * ((2 * share) + (difference * (1 - difference))));
    }

    /// <summary>The excess over a margin that is to be expected where the true difference is greater, with its errors.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="baselineOnly">Rows on which only the baseline is right, as observed.</param>
    /// <param name="candidateOnly">Rows on which only the candidate is right.</param>
    /// <param name="margin">The difference that the test supposes, from 0 on.</param>
    /// <param name="difference">The true difference.</param>
    public static ExpectedExcess ExpectedDifference(double rows, double baselineOnly, double candidateOnly, double margin, double difference)
    {
        var share = OnlyCandidate(rows, baselineOnly, candidateOnly, difference);
        var supposed = OnlyCandidate(rows, rows * (share + difference), rows * share, margin);
        return new ExpectedExcess(
            rows * (difference - margin),
            Math.Sqrt(rows * ((2 * supposed) + (margin * (1 - margin)))),
            Math.Sqrt(rows * ((2 * share) + (difference * (1 - difference)))));
    }

    /// <summary>
    /// Tang, Tang and Chan's (N.-S. Tang, M.-L. Tang, I. S. F. Chan, "On tests of equivalence via non-unity relative risk
    /// for matched-pair design", Statistics in Medicine 22, 2003) for the ratio candidate / baseline.
    /// </summary>
    /// <param name="both">Rows on which both are right.</param>
    /// <param name="baselineOnly">Rows on which only the baseline is right.</param>
    /// <param name="candidateOnly">Rows on which only the candidate is right.</param>
    /// <param name="neither">Rows on which neither is right.</param>
    /// <param name="ratio">The supposed true ratio, above 0.</param>
    /// <returns>About standard normal under the supposition; greater means a lesser ratio than that, a greater regression.</returns>
    public static double Ratio(double both, double baselineOnly, double candidateOnly, double neither, double ratio)
    {
        if (ratio > 1)
        {
            return -Ratio(both, candidateOnly, baselineOnly, neither, 1 / ratio);
        }

        return Standardize(
            (ratio * (both + baselineOnly)) - (both + candidateOnly), RatioVariance(both, baselineOnly, candidateOnly, neither, ratio));
    }

    /// <summary>The excess over a margin that is to be expected where the true ratio is less, with its errors.</summary>
    /// <param name="both">Rows on which both are right, as observed.</param>
    /// <param name="baselineOnly">Rows on which only the baseline is right.</param>
    /// <param name="candidateOnly">Rows on which only the candidate is right.</param>
    /// <param name="neither">Rows on which neither is right.</param>
    /// <param name="margin">The ratio that the test supposes, at most 1.</param>
    /// <param name="ratio">The true ratio, above 0.</param>
    public static ExpectedExcess ExpectedRatio(
        double both, double baselineOnly, double candidateOnly, double neither, double margin, double ratio)
    {
        // The most likely counts under the truth: rows on which neither is right are as many as observed.
        var onlyBaseline = OnlyBaseline(both, baselineOnly, candidateOnly, neither, ratio) * (both + baselineOnly + candidateOnly + neither);
        var counted = both + baselineOnly + candidateOnly;
        var baseline = (counted - onlyBaseline) / ratio;
        var (onlyCandidate, bothRight) = (counted - baseline, baseline - onlyBaseline);
        var excess = (margin - ratio) * baseline;
        var squares = (bothRight * (1 - margin) * (1 - margin)) + (onlyBaseline * margin * margin) + onlyCandidate;
        return new ExpectedExcess(
            excess,
            Math.Sqrt(Math.Max(0, RatioVariance(bothRight, onlyBaseline, onlyCandidate, neither, margin))),
            Math.Sqrt(Math.Max(0, squares - (excess * excess / (counted + neither)))));
    }

    /// <summary>The share of rows on which only the candidate is right, at its most likely under a difference.</summary>
    private static double OnlyCandidate(double rows, double baselineOnly, double candidateOnly, double difference)
    {
        var a = 2 * rows;
        var b = ((a - baselineOnly + candidateOnly) * difference) - baselineOnly - candidateOnly;
        var c = -candidateOnly * difference * (1 - difference);
        return GreaterRoot(a, b, c);
    }

    /// <summary>The share of rows on which only the baseline is right, at its most likely under a ratio.</summary>
    private static double OnlyBaseline(double both, double baselineOnly, double candidateOnly, double neither, double ratio)
    {
        var rows = both + baselineOnly + candidateOnly + neither;
        var a = rows * (1 + ratio);
        var b = ((both + baselineOnly) * ratio * ratio) - (both + candidateOnly + (2 * baselineOnly));
        var c = baselineOnly * (1 - ratio) * (both + baselineOnly + candidateOnly) / rows;
        return GreaterRoot(a, b, c);
    }

    private static double RatioVariance(double both, double baselineOnly, double candidateOnly, double neither, double ratio)
    {
        var rows = both + baselineOnly + candidateOnly + neither;
        var counted = both + baselineOnly + candidateOnly;
        return rows * (((1 + ratio) * OnlyBaseline(both, baselineOnly, candidateOnly, neither, ratio)) + (counted * (ratio - 1) / rows));
    }

    private static double GreaterRoot(double a, double b, double c) => (Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c))) - b) / (2 * a);

    private static double Standardize(double difference, double variance) => difference == 0 ? 0
        : variance > 0 ? difference / Math.Sqrt(variance)
        : difference > 0 ? double.PositiveInfinity
        : double.NegativeInfinity;
}
