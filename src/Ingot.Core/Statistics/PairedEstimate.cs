namespace Ingot.Core.Statistics;

/// <summary>
/// Two estimates of the same rows with the covariance of their errors, however that was found. A margin relative to the
/// baseline makes the hypothesis "worse - margin * |baseline| is at most 0", which is linear in the two estimates, so the
/// baseline's own error is part of the test (as in E. C. Fieller, "Some problems in interval estimation", Journal of the
/// Royal Statistical Society B 16, 1954).
/// </summary>
public sealed record PairedEstimate : PairedStatistic
{
    // Both estimates are sums of thousands of roundings: a regression of exactly the margin is no more than the margin.
    private const double Rounding = 1e-12;

    private PairedEstimate(double baseline, double candidate) => (Baseline, Candidate) = (baseline, candidate);

    /// <inheritdoc/>
    public override double Baseline { get; }

    /// <inheritdoc/>
    public override double Candidate { get; }

    /// <summary>Variance of (candidate - baseline).</summary>
    public required double ChangeVariance { get; init; }

    /// <summary>Variance of the baseline.</summary>
    public required double BaselineVariance { get; init; }

    /// <summary>Covariance of (candidate - baseline) and the baseline.</summary>
    public required double Covariance { get; init; }

    /// <summary>Degrees of freedom of Student's distribution; infinite for the normal one.</summary>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;

    /// <summary>How the variances were found.</summary>
    public required string Method { get; init; }

    /// <summary>From what each row adds to the error of both.</summary>
    /// <param name="baseline">The baseline's.</param>
    /// <param name="candidate">The candidate's, of the same rows.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="degreesOfFreedom">Of Student's distribution.</param>
    public static PairedEstimate From(
        InfluenceValues baseline, InfluenceValues candidate, string method, double degreesOfFreedom = double.PositiveInfinity)
    {
        double change = 0, variance = 0, covariance = 0;
        for (var i = 0; i < baseline.Rows.Length; i++)
        {
            var b = baseline.Rows[i];
            var d = candidate.Rows[i] - b;
            change += d * d;
            variance += b * b;
            covariance += d * b;
        }

        return Of(baseline.Value, candidate.Value, (change, variance, covariance), method, degreesOfFreedom);
    }

    /// <summary>From variances that are known.</summary>
    /// <param name="baseline">The baseline's value.</param>
    /// <param name="candidate">The candidate's value.</param>
    /// <param name="variances">Of (candidate - baseline), of the baseline, and the covariance of these two.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="degreesOfFreedom">Of Student's distribution.</param>
    public static PairedEstimate Of(
        double baseline,
        double candidate,
        (double Change, double Baseline, double Covariance) variances,
        string method,
        double degreesOfFreedom = double.PositiveInfinity) => new(baseline, candidate)
        {
            ChangeVariance = variances.Change,
            BaselineVariance = variances.Baseline,
            Covariance = variances.Covariance,
            DegreesOfFreedom = degreesOfFreedom,
            Method = method,
        };

    /// <inheritdoc/>
    public override RegressionTest Test(RegressionMargin margin, double alpha)
    {
        var worse = margin.HigherIsBetter ? Baseline - Candidate : Candidate - Baseline;
        var relative = margin.Relative && Baseline is not (0 or double.NaN);
        var unit = relative ? Math.Abs(Baseline) : 1;
        var regression = worse / unit;
        var error = Error(margin, relative ? regression * Math.Sign(Baseline) : 0) / unit;
        var (over, under) = PValues(margin, worse);
        var limit = margin.Relative && !relative ? 0 : margin.Amount;
        var distribution = new ErrorDistribution(DegreesOfFreedom);
        return new RegressionTest
        {
            Regression = regression,
            StandardError = error,
            Low = regression - (distribution.Quantile(0.975) * error),
            High = regression + (distribution.Quantile(0.975) * error),
            Upper = regression + (distribution.Quantile(1 - alpha) * error),
            PValue = over,
            NonInferiorityPValue = under,
            Detectable = limit + ((distribution.Quantile(1 - alpha) + distribution.Quantile(RegressionTest.Power)) * Error(margin, relative ? limit * Math.Sign(Baseline) : 0) / unit),
            Method = Method,
        };
    }

    private (double Over, double Under) PValues(RegressionMargin margin, double worse)
    {
        if (!margin.Relative || Baseline is 0 or double.NaN)
        {
            return PValues(worse, margin.Relative ? 0 : margin.Amount, Error(margin, 0));
        }

        // Where the sign of the true baseline is open, |baseline| is one of two linear functions and the hypothesis the
        // union of two: it is rejected when both are (R. L. Berger, "Multiparameter hypothesis testing and acceptance
        // sampling", Technometrics 24, 1982), so the greater p-value is the one that counts.
        var here = PValues(worse, margin.Amount * Math.Abs(Baseline), Error(margin, margin.Amount * Math.Sign(Baseline)));
        if (!margin.CanBeNegative)
        {
            return here;
        }

        var there = PValues(worse, -margin.Amount * Math.Abs(Baseline), Error(margin, -margin.Amount * Math.Sign(Baseline)));
        return (Math.Max(here.Over, there.Over), here.Under);
    }

    private (double Over, double Under) PValues(double worse, double limit, double error)
    {
        var excess = worse - limit;
        excess = Math.Abs(excess) <= Rounding * Math.Max(Math.Abs(Baseline), Math.Abs(Candidate)) ? 0 : excess;
        return new ErrorDistribution(DegreesOfFreedom).PValues(excess, error);
    }

    /// <summary>The standard error of (worse - slope * baseline).</summary>
    private double Error(RegressionMargin margin, double slope)
    {
        var sign = margin.HigherIsBetter ? 1 : -1;
        return Math.Sqrt(Math.Max(0, ChangeVariance + (slope * slope * BaselineVariance) + (2 * sign * slope * Covariance)));
    }
}
