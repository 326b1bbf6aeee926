using System.Globalization;

namespace Ingot.Scoring;

/// <summary>The score from which on a model takes a row for an anomaly: what its ONNX file says of it in its metadata, as it does it.</summary>
public static class AnomalyThreshold
{
    /// <summary>The key of the metadata.</summary>
    public const string Key = "ingot.threshold";

    /// <summary>As the file has it.</summary>
    /// <param name="threshold">The threshold.</param>
    public static string Text(float threshold) => threshold.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The threshold of a model; null: it says none, since it is no anomaly detection.</summary>
    /// <param name="metadata">Of its file.</param>
    /// <exception cref="InvalidDataException">What it says is no number.</exception>
    public static double? Of(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return !metadata.TryGetValue(Key, out var text) ? null
            : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) ? threshold
            : throw new InvalidDataException($"the metadata {Key} of the ONNX file is '{text}'; expected a number");
    }
}
