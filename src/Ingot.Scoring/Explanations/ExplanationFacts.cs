using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingot.Scoring.Explanations;

/// <summary>What an ONNX file says besides its trees so that its predictions can be explained: its metadata <see cref="Key"/>.</summary>
/// <param name="Features">For each feature the column that it is from.</param>
/// <param name="Inputs">For each column of the trees' input the feature that it is of.</param>
/// <param name="Base">What is added to the trees' sum, for each output.</param>
/// <param name="Slope">Probability = 1 / (1 + exp(-(slope * raw + offset))) of two classes; 1 elsewhere.</param>
/// <param name="Offset">The offset in it; 0 elsewhere.</param>
#if INGOT_RUNTIME
internal
#else
public
#endif
sealed record ExplanationFacts(IReadOnlyList<string> Features, IReadOnlyList<int> Inputs, IReadOnlyList<double> Base, double Slope, double Offset)
{
    /// <summary>The key of the metadata.</summary>
    public const string Key = "ingot.explanation";

    /// <summary>Whether what the trees say is the share of the positive class, or of each class, itself: contributions are parts of a probability then. Files of before do not say it: they are not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShare { get; init; }

    /// <summary>The key of the metadata that says how many reasons the project wants of each prediction; absent: none.</summary>
    public const string ReasonsKey = "ingot.reasons";

    /// <summary>The key of the metadata that says how the model's probabilities were calibrated, such as <c>Isotonic</c>; it is not there where they were not.</summary>
    public const string CalibrationKey = "ingot.calibration";

    /// <summary>The bytes of an ONNX file with <see cref="ReasonsKey"/>.</summary>
    public static byte[] WithReasons(byte[] onnx, int reasons) => OnnxAddition.Metadata(onnx, ReasonsKey, reasons.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads it. What reads it goes into applications too, which may be compiled ahead of time: so without reflection.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ExplanationFacts Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            T[] Each<T>(string name, Func<JsonElement, T> read) => [.. root.GetProperty(name).EnumerateArray().Select(read)];
            var facts = new ExplanationFacts(
                Each("features", e => e.GetString() ?? throw Damaged()), Each("inputs", e => e.GetInt32()), Each("base", e => e.GetDouble()),
                root.GetProperty("slope").GetDouble(), root.GetProperty("offset").GetDouble())
            {
                IsShare = root.TryGetProperty("isShare", out var share) && share.GetBoolean(),
            };
            return facts.Inputs.All(i => i >= 0 && i < facts.Features.Count) ? facts : throw Damaged();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Damaged(e);
        }
    }

    private static InvalidDataException Damaged(Exception? inner = null) => new($"the metadata {Key} of the ONNX file is damaged{(inner is null ? string.Empty : $": {inner.Message}")}", inner);
}
