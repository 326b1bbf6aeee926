using Ingot.Core.Diagnostics;
using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>Learns a model from a feature matrix.</summary>
internal interface ILearner
{
    /// <summary>What features it wants.</summary>
    FeatureStyle Style { get; }

    /// <summary>The parameters that a <c>Trainer</c> item may have.</summary>
    IReadOnlyCollection<string> ParameterNames { get; }

    /// <summary>Trains.</summary>
    LearnerResult Train(LearnerInput input, IStageProgress progress, CancellationToken cancellation);
}
