using MathNet.Numerics.Distributions;

namespace Ingot.Core.Slices;

/// <summary>
/// The mean loss of a slice against that of other rows, by Welch's t test (B. L. Welch, "The generalization of Student's
/// problem when several different population variances are involved", Biometrika 34, 1947), one-sided.
/// </summary>
internal readonly record struct LossComparison
{
    // Student's distribution of so many degrees is the normal one to all digits that matter.
    private const double ManyDegrees = 10_000;

    /// <summary>The slice's mean less that of the others.</summary>
    public double Difference { get; private init; }

    /// <summary>The standard error of the difference.</summary>
    public double StandardError { get; private init; }

    /// <summary>Welch's degrees of freedom.</summary>
    public double DegreesOfFreedom { get; private init; }

    /// <summary>
    /// The difference in standard deviations of a row, as Slice Finder has it: the square root of twice its square divided
    /// by the sum of both variances.
    /// </summary>
    public double EffectSize { get; private init; }

    /// <summary>Probability of a difference that great or greater when the slice is no worse.</summary>
    public double PValue => StandardError == 0 ? (Difference > 0 ? 0 : 1)
        : DegreesOfFreedom > ManyDegrees ? Normal.CDF(0, 1, -Difference / StandardError)
        : StudentT.CDF(0, 1, DegreesOfFreedom, -Difference / StandardError);

    /// <summary>Half the width of the 95 % interval of the difference.</summary>
    public double HalfWidth => StandardError == 0 ? 0
        : StandardError * (DegreesOfFreedom > ManyDegrees ? Statistics.Interval.Z : StudentT.InvCDF(0, 1, DegreesOfFreedom, 0.975));

    /// <summary>Compares; both must have two rows or more.</summary>
    public static LossComparison Of(in LossSums slice, in LossSums others)
    {
        var (v, w) = (slice.VarianceOfMean, others.VarianceOfMean);
        var difference = slice.Mean - others.Mean;
        return new LossComparison
        {
            Difference = difference,
            StandardError = Math.Sqrt(v + w),
            DegreesOfFreedom = (v + w) * (v + w) / ((v * v / (slice.Rows - 1)) + (w * w / (others.Rows - 1))),
            EffectSize = difference / Math.Sqrt(((v * slice.Rows) + (w * others.Rows)) / 2),
        };
    }
}
