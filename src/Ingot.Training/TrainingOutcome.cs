namespace Ingot.Training;

/// <summary>What a training leaves behind beside the model.</summary>
/// <param name="Report">What it did.</param>
/// <param name="Folds">What the model is worth by cross-validation; null: the project asks for none.</param>
/// <param name="Rows">Which rows were where; null: none of Ingot's trainers divided them.</param>
public sealed record TrainingOutcome(TrainingReport Report, FoldsReport? Folds, RowSides? Rows);
