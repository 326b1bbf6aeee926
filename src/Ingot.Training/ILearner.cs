using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>
/// Learns a model from features: trees or weights, which become ONNX behind the graph that makes the features. It has no state: one object serves all trainings. Ingot's own trainers are such
/// classes; a project's own one is public, has a constructor without parameters, and its assembly is that of a <c>TrainerProject</c> or <c>TrainerAssembly</c>.
/// </summary>
public interface ILearner
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

    /// <summary>Whether it can learn on top of what a released model says (<see cref="LabelledRows.Start"/>). Default: it cannot.</summary>
    bool Continues => false;

    /// <summary>The words that a <c>Trainer</c> item may have besides, for a task. Default: none.</summary>
    IReadOnlyList<string> Words(ModelTask task) => [];

    /// <summary>Whether it chooses its number of iterations by the validation rows.</summary>
    /// <param name="trainer">What the project says.</param>
    /// <param name="rows">How many rows it learns from.</param>
    bool StopsEarly(TrainerSpec trainer, int rows) => Parameters.Any(p => p.Name == TrainerParameter.EarlyStopping)
        && TrainerValues.Read(trainer, Parameters, rows).Whole(TrainerParameter.EarlyStopping) > 0;

    /// <summary>Trains. The same input gives the same model, whatever the number of threads.</summary>
    LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation);
}
