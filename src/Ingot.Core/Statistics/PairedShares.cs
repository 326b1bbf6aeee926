using MathNet.Numerics.Distributions;

namespace Ingot.Core.Statistics;

/// <summary>
/// Two models right or wrong on the same rows: a share of which more is better, tested by McNemar's test without a margin
/// (Q. McNemar, Psychometrika 12, 1947; exact below 25 rows on which they differ, else without continuity correction), by
/// Tango's score test with an absolute margin, and by Tang, Tang and Chan's with a relative one. Intervals are those of
/// the score tests.
/// </summary>
/// <param name="Both">Rows on which both are right.</param>
/// <param name="BaselineOnly">Rows on which only the baseline is right.</param>
/// <param name="CandidateOnly">Rows on which only the candidate is right.</param>
/// <param name="Neither">Rows on which neither is right.</param>
public sealed record PairedShares(long Both, long BaselineOnly, long CandidateOnly, long Neither) : PairedStatistic
{
    private const long FewDiscordant = 25;

    private const double MostNegative = -1e9;

    // Halving the width of 2 this often leaves less than a double can tell.
    private const int Halvings = 60;

    /// <inheritdoc/>
    public override double Baseline => (double)(Both + BaselineOnly) / Rows;

    /// <inheritdoc/>
    public override double Candidate => (double)(Both + CandidateOnly) / Rows;

    /// <summary>Number of rows.</summary>
    public long Rows => Both + BaselineOnly + CandidateOnly + Neither;

    private long Discordant => BaselineOnly + CandidateOnly;

    /// <summary>Counts rows.</summary>
    /// <param name="baseline">Whether the baseline is right on each row.</param>
    /// <param name="candidate">Whether the candidate is.</param>
    /// <param name="counts">Whether the row counts.</param>
    public static PairedShares Count(bool[] baseline, bool[] candidate, bool[] counts)
    {
        var cells = new long[4];
        for (var i = 0; i < counts.Length; i++)
        {
            cells[(baseline[i] ? 0 : 2) + (candidate[i] ? 0 : 1)] += counts[i] ? 1 : 0;
        }

        return new PairedShares(cells[0], cells[1], cells[2], cells[3]);
    }

    /// <inheritdoc/>
    public override RegressionTest Test(RegressionMargin margin, double alpha)
    {
        if (!margin.HigherIsBetter)
        {
            throw new ArgumentException("A share of right answers is the better the higher it is.", nameof(margin));
        }

        var relative = margin.Relative && Both + BaselineOnly > 0;
        var (over, under, method) = PValues(margin, relative);
        return new RegressionTest
        {
            Regression = relative ? (double)(BaselineOnly - CandidateOnly) / (Both + BaselineOnly) : Baseline - Candidate,
            StandardError = relative ? RatioError() : DifferenceError(),
            Low = Bound(relative, Interval.Z),
            High = Bound(relative, -Interval.Z),
            Upper = Bound(relative, -Normal.InvCDF(0, 1, 1 - alpha)),
            PValue = over,
            NonInferiorityPValue = under,
            Detectable = Detectable(margin.Relative && !relative ? 0 : margin.Amount, relative, alpha),
            Method = method,
        };
    }

    private (double Over, double Under, string Method) PValues(RegressionMargin margin, bool relative)
    {
        if (margin.Amount == 0 || (margin.Relative && !relative))
        {
            return McNemar();
        }

        // No share falls by more than all of itself, nor by more than 1.
        var z = margin.Amount >= 1 ? double.NegativeInfinity : relative ? Ratio(margin.Amount) : Difference(margin.Amount);
        return (Normal.CDF(0, 1, -z), Normal.CDF(0, 1, z), relative ? "Tang-Tang-Chan score test" : "Tango score test");
    }

    private (double Over, double Under, string Method) McNemar()
    {
        if (Discordant >= FewDiscordant)
        {
            var z = Difference(0);
            return (Normal.CDF(0, 1, -z), Normal.CDF(0, 1, z), "McNemar test");
        }

        return (AtMost(CandidateOnly), AtMost(BaselineOnly), "exact McNemar test");
    }

    /// <summary>The probability of so few successes among the rows that differ, were both models as good.</summary>
    private double AtMost(long successes)
    {
        double ways = 1, sum = 0;
        for (var k = 0; k <= successes; k++)
        {
            sum += ways;
            ways = ways * (Discordant - k) / (k + 1);
        }

        return sum / Math.Pow(2, Discordant);
    }

    private double Difference(double difference) => ShareScoreTests.Difference(Rows, BaselineOnly, CandidateOnly, difference);

    private double Ratio(double regression) => ShareScoreTests.Ratio(Both, BaselineOnly, CandidateOnly, Neither, 1 - regression);

    private double DifferenceError()
    {
        double rows = Rows, difference = BaselineOnly - CandidateOnly;
        return Math.Sqrt(Math.Max(0, Discordant - (difference * difference / rows))) / rows;
    }

    // The delta method on the ratio of the two shares.
    private double RatioError()
    {
        double baseline = Both + BaselineOnly, candidate = Both + CandidateOnly;
        var ratio = candidate / baseline;
        return Math.Sqrt((Both * (1 - ratio) * (1 - ratio)) + (BaselineOnly * ratio * ratio) + CandidateOnly) / baseline;
    }

    /// <summary>
    /// The score test's error under the hypothesis is not that of the counts under the alternative, so the two are told apart. All of
    /// a share is the most that can be lost.
    /// </summary>
    private double Detectable(double margin, bool relative, double alpha)
    {
        var (rejected, found) = (Normal.InvCDF(0, 1, 1 - alpha), Normal.InvCDF(0, 1, RegressionTest.Power));
        double low = Math.Min(margin, 1), high = 1;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            var excess = relative
                ? ShareScoreTests.ExpectedRatio(Both, BaselineOnly, CandidateOnly, Neither, 1 - margin, 1 - middle)
                : ShareScoreTests.ExpectedDifference(Rows, BaselineOnly, CandidateOnly, margin, middle);
            (low, high) = excess.Value < (rejected * excess.Supposed) + (found * excess.True) ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The regression at which the statistic, which falls as the regression rises, has a value.</summary>
    private double Bound(bool relative, double value)
    {
        double low = -1, high = 1;
        while (relative && Ratio(low) < value && low > MostNegative)
        {
            // A share can be any multiple of another one.
            low *= 2;
        }

        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = (relative ? Ratio(middle) : Difference(middle)) > value ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
