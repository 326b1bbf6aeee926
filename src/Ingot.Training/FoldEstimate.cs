namespace Ingot.Training;

/// <summary>A metric by cross-validation.</summary>
/// <param name="Name">The metric's name, such as <c>AUC</c>.</param>
/// <param name="Mean">Its mean over the folds in which it is defined.</param>
/// <param name="StandardError">Of the mean, with the correction of Nadeau and Bengio for training rows that folds share.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
/// <param name="Values">Its value in each fold, in their order; no number where it is not defined.</param>
public sealed record FoldEstimate(string Name, double Mean, double StandardError, double Low, double High, IReadOnlyList<double> Values);
