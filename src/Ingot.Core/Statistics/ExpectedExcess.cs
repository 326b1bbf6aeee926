namespace Ingot.Core.Statistics;

/// <summary>What a score test is to expect where the truth lies beyond the margin.</summary>
/// <param name="Value">The excess over the margin.</param>
/// <param name="Supposed">The standard error that the test divides by, found under its hypothesis.</param>
/// <param name="True">The standard error that the excess has.</param>
internal readonly record struct ExpectedExcess(double Value, double Supposed, double True);
