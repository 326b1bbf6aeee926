namespace Ingot.Core.Importances;

/// <summary>What one feature is worth to a model.</summary>
/// <param name="Name">The feature's column.</param>
/// <param name="Importance">How much worse the metric became when the column was shuffled: the mean over the repeats. About 0: the model does without it.</param>
/// <param name="Low">Lower end of the mean's 95 % interval over the repeats.</param>
/// <param name="High">Upper end.</param>
public sealed record FeatureImportance(string Name, double Importance, double Low, double High);
