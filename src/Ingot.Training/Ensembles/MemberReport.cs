namespace Ingot.Training.Ensembles;

/// <summary>A model that is part of an ensemble: a part of <c>report.json</c>.</summary>
/// <param name="Trainer">The learner.</param>
/// <param name="Parameters">Its parameters as the project has them.</param>
/// <param name="Weight">Its part of what the ensemble says, 0 to 1; 0: it was left out.</param>
/// <param name="Iterations">Iterations that were kept.</param>
/// <param name="Loss">Its loss on the validation rows, by the model that did not learn from them.</param>
public sealed record MemberReport(string Trainer, IReadOnlyDictionary<string, string> Parameters, double Weight, int Iterations, double Loss);
