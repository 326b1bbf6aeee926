namespace Ingot.Core.Explanations;

/// <summary>What a column contributed to the predictions of rows with like values.</summary>
/// <param name="Values">The values: <c>12 to 24</c>, a text, <c>missing</c>.</param>
/// <param name="Rows">How many of the explained rows have them.</param>
/// <param name="Mean">The mean contribution.</param>
/// <param name="Low">A tenth of the contributions is at most this one.</param>
/// <param name="High">A tenth is at least this one.</param>
public sealed record ContributionBin(string Values, int Rows, double Mean, double Low, double High);
