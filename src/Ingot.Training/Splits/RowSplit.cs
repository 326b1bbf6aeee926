namespace Ingot.Training.Splits;

/// <summary>Which rows are learned from, and which are held out; each in ascending order.</summary>
/// <param name="Training">The rows that are learned from.</param>
/// <param name="HeldOut">The rows that are not.</param>
/// <param name="LeftOut">The rows that are neither: those between, by time.</param>
internal sealed record RowSplit(int[] Training, int[] HeldOut, int[] LeftOut);
