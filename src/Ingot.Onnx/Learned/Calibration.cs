using Ingot.Scoring.Explanations;

namespace Ingot.Onnx.Learned;

/// <summary>Makes calibrated probabilities of what a model said (<see cref="LearnedModel.Evidence"/>): of two classes the log odds, of more the probability of each.</summary>
/// <param name="Method">How it was found, such as <c>Isotonic</c>; the file says it.</param>
public abstract record Calibration(string Method)
{
    /// <summary>The key of the file's metadata that has the method.</summary>
    public const string Key = ExplanationFacts.CalibrationKey;

    /// <summary>The least positive number of 32 bits with all its digits: a class that the file says is impossible has finite log odds.</summary>
    public const double Least = 1.17549435e-38;

    /// <summary>The calibrated probabilities, row by row.</summary>
    /// <param name="said">What the model said, row by row: one number of two classes, one a class of more.</param>
    public abstract double[] Apply(ReadOnlySpan<double> said);
}
