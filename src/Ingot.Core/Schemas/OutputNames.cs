namespace Ingot.Core.Schemas;

/// <summary>What the outputs of ONNX files are called. No feature may have one of these names.</summary>
/// <remarks>The typed client's base, <c>Ingot.Runtime</c>, depends on nothing and spells them again; a test holds them together.</remarks>
public static class OutputNames
{
    /// <summary>The predicted class.</summary>
    public const string PredictedLabel = "predicted_label";

    /// <summary>The predicted number of a regression; the raw score of a binary classification, before it was made a probability.</summary>
    public const string Score = "score";

    /// <summary>The probability of the positive class.</summary>
    public const string Probability = "probability";

    /// <summary>The probability of each class.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [PredictedLabel, Score, Probability, Probabilities];
}
