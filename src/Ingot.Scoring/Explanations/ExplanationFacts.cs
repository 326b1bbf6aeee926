using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingot.Scoring.Explanations;

/// <summary>What an ONNX file says besides its trees, or of its weights, so that its predictions can be explained: its metadata <see cref="Key"/>.</summary>
/// <param name="Features">For each feature the column that it is from.</param>
/// <param name="Inputs">For each column of the input of trees or weights the feature that it is of.</param>
/// <param name="Base">What is added to the sum, for each output.</param>
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

    /// <summary>The weights that explain it; null: its trees do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinearFacts? Linear { get; init; }

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
            var facts = new ExplanationFacts(
                Each(root, "features", e => e.GetString() ?? throw Damaged()), Each(root, "inputs", e => e.GetInt32()), Each(root, "base", e => e.GetDouble()),
                root.GetProperty("slope").GetDouble(), root.GetProperty("offset").GetDouble())
            {
                IsShare = root.TryGetProperty("isShare", out var share) && share.GetBoolean(),
                Linear = root.TryGetProperty("linear", out var linear) ? LinearOf(linear) : null,
            };
            return facts.IsWhole ? facts : throw Damaged();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Damaged(e);
        }
    }

    private bool IsWhole => Inputs.All(i => i >= 0 && i < Features.Count)
        && (Linear is null || (Linear.Means.Count == Inputs.Count && Linear.Weights.Count == Base.Count && Linear.Weights.All(w => w.Count == Inputs.Count)));

    private static LinearFacts LinearOf(JsonElement linear) => new(
        linear.GetProperty("input").GetString() ?? throw Damaged(),
        Each(linear, "means", e => e.GetDouble()),
        Each(linear, "weights", of => of.EnumerateArray().Select(e => e.GetDouble()).ToArray()));

    private static T[] Each<T>(JsonElement of, string name, Func<JsonElement, T> read) => [.. of.GetProperty(name).EnumerateArray().Select(read)];

    private static InvalidDataException Damaged(Exception? inner = null) => new($"the metadata {Key} of the ONNX file is damaged{(inner is null ? string.Empty : $": {inner.Message}")}", inner);
}
