using Ingot.Core.Specs;
using Ingot.Pipeline.Search;

namespace Ingot.Pipeline.Automl;

/// <summary>What the trainer Auto does for a project.</summary>
/// <param name="Search">Its search.</param>
/// <param name="Portfolio">The points that are tried first.</param>
/// <param name="Default">The trainer of a project that names none, which is among the candidates.</param>
/// <param name="Folds">In how many folds trials are measured; 0: on the validation rows.</param>
/// <param name="WhySingle">Why no ensemble is looked for; null: one is.</param>
internal sealed record AutomlDefinition(
    SearchDefinition Search, IReadOnlyList<IReadOnlyDictionary<string, double>> Portfolio, TrainerSpec Default, int Folds, string? WhySingle);
