namespace Ingot.Core.Estimation;

/// <summary>A stretch over which an <see cref="IsotonicRegression"/> is constant.</summary>
/// <param name="Low">The least place of its rows.</param>
/// <param name="High">The greatest place of its rows.</param>
/// <param name="Value">The weighted mean of its rows.</param>
/// <param name="Weight">The weight of its rows.</param>
/// <param name="EffectiveRows">
/// How many rows of even weight tell as much: (sum of weights)^2 / sum of squared weights (L. Kish, "Survey sampling", 1965); the
/// number of rows without weights.
/// </param>
public readonly record struct IsotonicBlock(double Low, double High, double Value, double Weight, double EffectiveRows);
