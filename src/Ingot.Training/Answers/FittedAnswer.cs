using Ingot.Onnx;

namespace Ingot.Training.Answers;

/// <summary>What a model makes of its scores, with how that was found.</summary>
/// <param name="Answer">What the file makes of them.</param>
internal sealed record FittedAnswer(ModelAnswer Answer)
{
    public CalibrationReport? Calibration { get; init; }

    public ThresholdReport? Threshold { get; init; }

    public IntervalReport? Interval { get; init; }
}
