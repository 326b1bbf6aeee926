namespace Ingot.Core.Statistics;

/// <summary>
/// What the same rows say of a regression: (candidate - baseline) in the worse direction; with a relative margin it is
/// divided by the baseline's amount, unless that is 0.
/// </summary>
public readonly record struct RegressionTest
{
    /// <summary>The power with which <see cref="Detectable"/> is found.</summary>
    public const double Power = 0.8;

    /// <summary>The observed regression; below 0 when the candidate is better.</summary>
    public required double Regression { get; init; }

    /// <summary>Its paired standard error; NaN when the rows do not tell it.</summary>
    public required double StandardError { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of its 95 % interval.</summary>
    public required double High { get; init; }

    /// <summary>Its upper bound, one-sided, of confidence 1 - alpha.</summary>
    public required double Upper { get; init; }

    /// <summary>One-sided p-value of "the true regression is at most the margin"; NaN when the rows do not tell it.</summary>
    public required double PValue { get; init; }

    /// <summary>One-sided p-value of "the true regression is at least the margin": small where it is proven to be less.</summary>
    public required double NonInferiorityPValue { get; init; }

    /// <summary>
    /// The true regression that this test finds with a power of <see cref="Power"/>, by what these rows tell of its error: beyond
    /// the margin by the error under the hypothesis and that under the alternative, each as often as alpha and the power ask.
    /// </summary>
    public required double Detectable { get; init; }

    /// <summary>The test, as verdicts name it.</summary>
    public required string Method { get; init; }
}
