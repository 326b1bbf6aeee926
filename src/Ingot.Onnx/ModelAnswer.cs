using Ingot.Onnx.Learned;

namespace Ingot.Onnx;

/// <summary>What a file makes of the learner's scores, where that is more than the link.</summary>
/// <param name="Calibration">Makes the probabilities; null: the link does.</param>
/// <param name="Threshold">Probability from which the positive class is predicted (binary).</param>
public sealed record ModelAnswer(Calibration? Calibration, double Threshold)
{
    /// <summary>The key of the file's metadata that has the threshold, where it was chosen.</summary>
    public const string ThresholdKey = "ingot.threshold";

    /// <summary>The key of the file's metadata that has the share of true values in its intervals, where there are some.</summary>
    public const string IntervalKey = "ingot.interval";

    /// <summary>The intervals of predicted numbers; null: there are none.</summary>
    public ModelInterval? Interval { get; init; }

    /// <summary>Whether the threshold was chosen in training: then the file says it.</summary>
    public bool IsChosen { get; init; }
}
