namespace Ingot.Onnx.Learned;

/// <summary>What turns a learner's raw scores into predictions.</summary>
public enum OutputLink
{
    /// <summary>The raw score is the prediction (regression).</summary>
    Identity,

    /// <summary>Probability = 1 / (1 + exp(-(slope * raw + offset))) (binary).</summary>
    Sigmoid,

    /// <summary>Probabilities = softmax over the classes' raw scores (multiclass).</summary>
    Softmax,

    /// <summary>Prediction = exp(raw) (regression with a log link).</summary>
    Exponential,
}
