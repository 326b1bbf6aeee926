namespace Ingot.Core.Runs;

/// <summary>What the gates said of the model, as numbers of verdicts.</summary>
/// <param name="Passed">Passed.</param>
/// <param name="Failed">Failed.</param>
/// <param name="Inconclusive">The data could not decide.</param>
/// <param name="Skipped">Had nothing to be compared with.</param>
public sealed record RunGates(int Passed, int Failed, int Inconclusive, int Skipped);
