using MathNet.Numerics.Distributions;

namespace Ingot.Core.Statistics;

/// <summary>How an estimate, divided by its standard error, is distributed: Student's distribution, or the normal one.</summary>
/// <param name="DegreesOfFreedom">Of Student's distribution; infinite for the normal one.</param>
internal readonly record struct ErrorDistribution(double DegreesOfFreedom)
{
    // From here on Student's distribution is the normal one to four digits, and its tails are safer from that.
    private const double ManyDegrees = 10_000;

    /// <summary>P-values of "the excess is at most 0" and of "it is at least 0".</summary>
    public (double Over, double Under) PValues(double excess, double error)
    {
        if (error == 0)
        {
            // No row differs from any other: nothing is left to chance.
            return excess > 0 ? (0, 1) : (1, 0);
        }

        return (Tail(excess / error), Tail(-excess / error));
    }

    /// <summary>The quantile of a probability; NaN where there are no degrees of freedom.</summary>
    public double Quantile(double p) => DegreesOfFreedom > ManyDegrees ? Normal.InvCDF(0, 1, p)
        : DegreesOfFreedom >= 1 ? StudentT.InvCDF(0, 1, DegreesOfFreedom, p)
        : double.NaN;

    private double Tail(double t) => double.IsNaN(t) || DegreesOfFreedom < 1 ? double.NaN : DegreesOfFreedom > ManyDegrees
        ? Normal.CDF(0, 1, -t)
        : StudentT.CDF(0, 1, DegreesOfFreedom, -t);
}
