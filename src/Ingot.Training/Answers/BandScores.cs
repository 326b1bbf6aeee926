namespace Ingot.Training.Answers;

/// <summary>What models of two quantiles said of rows that they had not learned from.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Low">The lower quantile of each.</param>
/// <param name="High">The upper quantile of each.</param>
/// <param name="From">Which rows these are, as of <see cref="HeldOutScores"/>.</param>
internal sealed record BandScores(int[] Rows, double[] Low, double[] High, string From);
