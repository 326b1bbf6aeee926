namespace Ingot.Reports.Cards;

/// <summary>Where a model came from. Nothing here depends on the time or on the folder of the build.</summary>
public sealed record CardOrigin
{
    /// <summary>The training files: name and SHA-256.</summary>
    public IReadOnlyList<CardFact> TrainingFiles { get; init; } = [];

    /// <summary>The reference files; empty when the rows are a share of the training files'.</summary>
    public IReadOnlyList<CardFact> ReferenceFiles { get; init; } = [];

    /// <summary>What the trainer reports, such as how many iterations were kept.</summary>
    public IReadOnlyList<CardFact> Training { get; init; } = [];

    /// <summary>Versions of what computed: name and version.</summary>
    public IReadOnlyList<CardFact> Versions { get; init; } = [];
}
