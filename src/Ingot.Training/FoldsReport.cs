namespace Ingot.Training;

/// <summary>What the model is worth by cross-validation: <c>folds.json</c>.</summary>
/// <param name="Split">Random, Group or Time.</param>
/// <param name="Iterations">The mean number of iterations that the folds chose; 0: the trainer has none to choose.</param>
/// <param name="TestPerTraining">How many rows a fold has for each row that is learned from, in the mean: the correction of the intervals.</param>
/// <param name="Metrics">Every metric of the task.</param>
/// <param name="Folds">The folds.</param>
public sealed record FoldsReport(
    string Split, int Iterations, double TestPerTraining, IReadOnlyList<FoldEstimate> Metrics, IReadOnlyList<FoldReport> Folds);
