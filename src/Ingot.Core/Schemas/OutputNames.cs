namespace Ingot.Core.Schemas;

/// <summary>What the outputs of ONNX files are called. No feature may have one of these names.</summary>
/// <remarks>The typed client's base, <c>Ingot.Runtime</c>, depends on nothing and spells them again; a test holds them together.</remarks>
public static class OutputNames
{
    /// <summary>The predicted class; of an anomaly detection <see cref="Anomaly"/> or <see cref="Normal"/>, of a clustering the number of the cluster, from 0 on.</summary>
    public const string PredictedLabel = "predicted_label";

    /// <summary>The predicted number of a regression; the raw score of a binary classification, before it was made a probability; how unusual a row is, 0 to 1, of an anomaly detection; the distance to the centre of its cluster of a clustering.</summary>
    public const string Score = "score";

    /// <summary>The probability of the positive class.</summary>
    public const string Probability = "probability";

    /// <summary>The probability of each class.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The value of <see cref="PredictedLabel"/> of rows that an anomaly detection takes for anomalies.</summary>
    public const string Anomaly = "anomaly";

    /// <summary>Its value of all other rows.</summary>
    public const string Normal = "normal";

    /// <summary>The lower end of the interval of a predicted number; only where the project asks for intervals, and no reserved name elsewhere.</summary>
    public const string PredictionLow = "prediction_low";

    /// <summary>The upper end of it.</summary>
    public const string PredictionHigh = "prediction_high";

    /// <summary>All names of outputs that some task has without being asked.</summary>
    public static IReadOnlyList<string> All { get; } = [PredictedLabel, Score, Probability, Probabilities];
}
