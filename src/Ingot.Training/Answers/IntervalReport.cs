namespace Ingot.Training.Answers;

/// <summary>How the intervals of predictions were found: a part of <c>report.json</c>. What they cover of other rows says Evaluate.</summary>
/// <param name="Coverage">The share of true values that is asked for.</param>
/// <param name="HalfWidth">How far the intervals go on both sides of a prediction, or beyond both quantiles (below 0: they end before them), in the label's unit.</param>
/// <param name="Rows">How many rows they rest on.</param>
/// <param name="From">Which, as of <see cref="CalibrationReport"/>.</param>
public sealed record IntervalReport(double Coverage, double HalfWidth, int Rows, string From)
{
    /// <summary>The shares of true values below the two quantiles that intervals go out from; null: they go out from the prediction.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>Iterations that were kept of the models of the two quantiles.</summary>
    public IReadOnlyList<int>? Iterations { get; init; }
}
