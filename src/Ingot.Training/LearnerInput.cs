using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Training;

/// <summary>What a learner is given.</summary>
public sealed record LearnerInput
{
    /// <summary>What the project says of the trainer, and where: for diagnostics.</summary>
    public required TrainerSpec Trainer { get; init; }

    /// <summary>The trainer's numbers, with the learner's defaults.</summary>
    public required TrainerValues Values { get; init; }

    /// <summary>What is predicted.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>Number of classes; 0 for regression.</summary>
    public required int Classes { get; init; }

    /// <summary>Rows to learn from.</summary>
    public required LabelledRows Training { get; init; }

    /// <summary>Rows that are not trained on: for early stopping and the parity check.</summary>
    public required LabelledRows Validation { get; init; }

    /// <summary>
    /// How many iterations are kept, whatever the validation rows say: of each of the models that make the model (<see cref="LearnerResult.Rounds"/>). Then nothing stops
    /// early, and the validation rows are scored only. Null: the learner's own to choose.
    /// </summary>
    public IReadOnlyList<int>? Rounds { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>How many threads may be used; the model must not depend on it.</summary>
    public required int Threads { get; init; }
}
