namespace Ingot.Training;

/// <summary>Whether the final model was fitted on all training rows: a part of <c>report.json</c>.</summary>
/// <param name="Done">Whether it was. Then what was looked at on the validation rows is what a model without them said.</param>
/// <param name="Why">What decided it: what the project says, or the number of rows.</param>
/// <param name="Rows">How many rows the final model learned from.</param>
/// <param name="Iterations">What chose its number of iterations: the validation rows, the mean of the folds, or the trainer itself.</param>
public sealed record RefitReport(bool Done, string Why, int Rows, string Iterations);
