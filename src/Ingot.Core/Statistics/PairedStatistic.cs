namespace Ingot.Core.Statistics;

/// <summary>A metric of two models on the same rows, with what is needed to test their difference.</summary>
public abstract record PairedStatistic
{
    /// <summary>The baseline's value on these rows.</summary>
    public abstract double Baseline { get; }

    /// <summary>The candidate's value on these rows.</summary>
    public abstract double Candidate { get; }

    /// <summary>Tests the regression against a margin.</summary>
    /// <param name="margin">The margin.</param>
    /// <param name="alpha">Of the one-sided upper bound, above 0 and below 1.</param>
    public abstract RegressionTest Test(RegressionMargin margin, double alpha);
}
