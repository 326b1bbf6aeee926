using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>Learns a model from a feature matrix. It has no state: one object serves all trainings.</summary>
internal interface ILearner
{
    /// <summary>What a <c>Trainer</c> item calls it.</summary>
    string Name { get; }

    /// <summary>What it can learn.</summary>
    IReadOnlyList<ModelTask> Tasks { get; }

    /// <summary>What features it wants.</summary>
    FeatureStyle Style { get; }

    /// <summary>Whether it keeps monotone constraints.</summary>
    bool KeepsMonotone { get; }

    /// <summary>The numbers that a <c>Trainer</c> item may have.</summary>
    IReadOnlyList<TrainerParameter> Parameters { get; }

    /// <summary>Trains. The same input gives the same model, whatever the number of threads.</summary>
    LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation);
}
