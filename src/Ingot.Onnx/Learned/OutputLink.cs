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

    /// <summary>
    /// Probabilities = 1 / (1 + exp(-raw)) of each class, at least 1e-15, divided by their sum (multiclass, one versus all: R. Rifkin,
    /// A. Klautau, "In defense of one-vs-all classification", JMLR 5, 2004; normalised as ML.NET does).
    /// </summary>
    OneVersusAll,

    /// <summary>
    /// The raw score is itself the share of the positive class (binary), or of each class, of several divided by their sum. It is kept between 1e-6 and less than 1 by as much: no share of training
    /// rows makes certain.
    /// </summary>
    Share,

    /// <summary>Prediction = exp(raw) (regression with a log link).</summary>
    Exponential,

    /// <summary>Prediction = 2^raw, where raw is less a mean length of path by the usual one (anomaly detection).</summary>
    PowerOfTwo,
}
