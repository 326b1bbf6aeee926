namespace Ingot.Training;

/// <summary>A fold of a cross-validation.</summary>
/// <param name="Fold">Its number, from 1.</param>
/// <param name="Training">The rows that its model learned from.</param>
/// <param name="Test">The rows that were predicted.</param>
/// <param name="Iterations">The iterations that its model kept; 0: the trainer has none.</param>
public sealed record FoldReport(int Fold, RowsReport Training, RowsReport Test, int Iterations);
