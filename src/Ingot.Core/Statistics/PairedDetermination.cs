namespace Ingot.Core.Statistics;

/// <summary>
/// R2 of two models on the same rows. Both divide by the same variance of the true values, so "the regression is at most
/// the margin" is linear in three means: the squared errors of both models and the squared deviations. It is tested so (E. C.
/// Fieller, "Some problems in interval estimation", Journal of the Royal Statistical Society B 16, 1954): the error is that
/// under the hypothesis. The delta method's, around the observed R2, depends on the very variance that it divides by.
/// </summary>
public sealed record PairedDetermination : PairedStatistic
{
    // The values are sums of thousands of roundings: a regression of exactly the margin is no more than the margin.
    private const double Rounding = 1e-12;

    private readonly double _before;
    private readonly double _now;
    private readonly double _spread;
    private readonly double[][] _covariance = [new double[3], new double[3], new double[3]];
    private readonly ErrorDistribution _distribution;

    /// <summary>From means of the same rows.</summary>
    /// <param name="baseline">The baseline's squared errors.</param>
    /// <param name="candidate">The candidate's.</param>
    /// <param name="deviations">The squared deviations of the true values from their mean.</param>
    /// <param name="degreesOfFreedom">Of Student's distribution.</param>
    public PairedDetermination(InfluenceValues baseline, InfluenceValues candidate, InfluenceValues deviations, double degreesOfFreedom)
    {
        (_before, _now, _spread) = (baseline.Value, candidate.Value, deviations.Value > 0 ? deviations.Value : double.NaN);
        _distribution = new ErrorDistribution(degreesOfFreedom);
        for (var i = 0; i < baseline.Rows.Length; i++)
        {
            ReadOnlySpan<double> row = [baseline.Rows[i], candidate.Rows[i], deviations.Rows[i]];
            for (var j = 0; j < 3; j++)
            {
                for (var k = 0; k < 3; k++)
                {
                    _covariance[j][k] += row[j] * row[k];
                }
            }
        }
    }

    /// <inheritdoc/>
    public override double Baseline => 1 - (_before / _spread);

    /// <inheritdoc/>
    public override double Candidate => 1 - (_now / _spread);

    /// <inheritdoc/>
    public override RegressionTest Test(RegressionMargin margin, double alpha)
    {
        var relative = margin.Relative && Baseline is not (0 or double.NaN);
        var sign = relative ? Math.Sign(Baseline) : 0;
        var limit = margin.Relative && !relative ? 0 : margin.Amount;
        var unit = relative ? Math.Abs(_spread - _before) : _spread;
        var regression = (_now - _before) / unit;
        var error = Error(regression, sign) / unit;
        var (over, under) = PValues(limit, sign);
        if (relative && margin.CanBeNegative)
        {
            // The sign of the true baseline is open: see PairedEstimate.
            over = Math.Max(over, PValues(limit, -sign).Over);
        }

        return new RegressionTest
        {
            Regression = regression,
            StandardError = error,
            Low = regression - (_distribution.Quantile(0.975) * error),
            High = regression + (_distribution.Quantile(0.975) * error),
            Upper = regression + (_distribution.Quantile(1 - alpha) * error),
            PValue = over,
            NonInferiorityPValue = under,
            Detectable = limit + ((_distribution.Quantile(1 - alpha) + _distribution.Quantile(RegressionTest.Power)) * Error(limit, sign) / unit),
            Method = "Fieller test",
        };
    }

    private (double Over, double Under) PValues(double limit, int sign)
    {
        var (ofBaseline, ofSpread) = Slopes(limit, sign);
        var excess = _now + (ofBaseline * _before) + (ofSpread * _spread);
        excess = Math.Abs(excess) <= Rounding * Math.Max(_spread, Math.Max(_before, _now)) ? 0 : excess;
        return _distribution.PValues(excess, Error(limit, sign));
    }

    // now - before - limit * spread; relative: now - before - limit * sign * (spread - before).
    private static (double OfBaseline, double OfSpread) Slopes(double limit, int sign) =>
        sign == 0 ? (-1, -limit) : (-1 + (limit * sign), -limit * sign);

    private double Error(double limit, int sign)
    {
        var (ofBaseline, ofSpread) = Slopes(limit, sign);
        ReadOnlySpan<double> slopes = [ofBaseline, 1, ofSpread];
        double variance = 0;
        for (var j = 0; j < 3; j++)
        {
            for (var k = 0; k < 3; k++)
            {
                variance += slopes[j] * slopes[k] * _covariance[j][k];
            }
        }

        return Math.Sqrt(Math.Max(0, variance));
    }
}
