namespace Ingot.Search.Reports;

/// <summary>What trials chose: <c>choice.json</c>.</summary>
/// <param name="Trainers">One trainer, or those of an ensemble.</param>
/// <param name="Why">In words: by which metric, among how many.</param>
public sealed record TrainerChoiceReport(IReadOnlyList<ChosenTrainer> Trainers, string Why);
