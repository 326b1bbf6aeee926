namespace Ingot.Core.Statistics;

/// <summary>How much worse a metric may be, and which direction is the worse one.</summary>
/// <param name="Amount">The margin, from 0 on: in the metric's own unit, or as a share of the baseline's amount.</param>
/// <param name="Relative">Whether it is such a share.</param>
/// <param name="HigherIsBetter">Whether a greater value of the metric is the better one.</param>
/// <param name="CanBeNegative">Whether the baseline's true value may be below 0, as that of MCC and R2 may.</param>
public readonly record struct RegressionMargin(double Amount, bool Relative, bool HigherIsBetter, bool CanBeNegative = false);
