using System.Text.Json;
using Ingot.Core;

namespace Ingot.Scoring.Explanations;

/// <summary>What an ONNX file says besides its trees so that its predictions can be explained: its metadata <see cref="Key"/>.</summary>
/// <param name="Features">For each feature the column that it is from.</param>
/// <param name="Inputs">For each column of the trees' input the feature that it is of.</param>
/// <param name="Base">What is added to the trees' sum, for each output.</param>
/// <param name="Slope">Probability = 1 / (1 + exp(-(slope * raw + offset))) of two classes; 1 elsewhere.</param>
/// <param name="Offset">The offset in it; 0 elsewhere.</param>
public sealed record ExplanationFacts(IReadOnlyList<string> Features, IReadOnlyList<int> Inputs, IReadOnlyList<double> Base, double Slope, double Offset)
{
    /// <summary>The key of the metadata.</summary>
    public const string Key = "ingot.explanation";

    private static readonly JsonSerializerOptions Format = JsonFormat.With(o => o.WriteIndented = false);

    /// <summary>As the file has it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ExplanationFacts Parse(string json)
    {
        try
        {
            var facts = JsonSerializer.Deserialize<ExplanationFacts>(json, Format);
            return facts is { Features: not null, Inputs: not null, Base: not null } && facts.Inputs.All(i => i >= 0 && i < facts.Features.Count)
                ? facts : throw new InvalidDataException($"the metadata {Key} of the ONNX file is damaged");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"the metadata {Key} of the ONNX file is damaged: {e.Message}", e);
        }
    }
}
