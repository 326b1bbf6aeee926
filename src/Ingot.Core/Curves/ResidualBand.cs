using Ingot.Core.Statistics;

namespace Ingot.Core.Curves;

/// <summary>The residuals of rows with about the same predicted value.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Predicted">Their mean predicted value.</param>
/// <param name="Mean">Their mean residual with its 95 % interval.</param>
/// <param name="Low">The 10 % quantile of their residuals.</param>
/// <param name="High">The 90 % quantile.</param>
public sealed record ResidualBand(int Rows, double Predicted, Interval Mean, double Low, double High);
