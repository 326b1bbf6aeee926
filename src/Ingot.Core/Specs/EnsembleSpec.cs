namespace Ingot.Core.Specs;

/// <summary>A model that several trainers make together.</summary>
/// <param name="Kind">How they become one.</param>
/// <param name="Members">The trainers, two or more.</param>
public sealed record EnsembleSpec(EnsembleKind Kind, IReadOnlyList<TrainerSpec> Members)
{
    /// <summary>What the trainer of such a model is called.</summary>
    public const string Trainer = "Ensemble";

    /// <summary>The weight of each member where the project says it, together 1; else empty.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];
}
