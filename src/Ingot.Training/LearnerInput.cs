using Ingot.Core.Specs;
using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>What a learner is given.</summary>
internal sealed record LearnerInput
{
    public required TrainerSpec Trainer { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>Number of classes; 0 for regression.</summary>
    public required int Classes { get; init; }

    public required FeatureMatrix Training { get; init; }

    /// <summary>Classes as their index, or the value to predict.</summary>
    public required float[] TrainingLabels { get; init; }

    public float[]? TrainingWeights { get; init; }

    public required FeatureMatrix Validation { get; init; }

    public required float[] ValidationLabels { get; init; }

    public float[]? ValidationWeights { get; init; }

    public required int Seed { get; init; }

    public required int Threads { get; init; }
}
