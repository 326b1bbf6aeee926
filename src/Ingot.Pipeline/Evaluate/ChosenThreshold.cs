using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Onnx;

namespace Ingot.Pipeline.Evaluate;

/// <summary>The threshold that an ONNX file says of itself, as Train chose it.</summary>
internal static class ChosenThreshold
{
    /// <summary>The threshold; null: the file has the project's.</summary>
    /// <param name="metadata">What the file says of itself.</param>
    /// <param name="file">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT3010: it is no number.</exception>
    public static double? Of(IReadOnlyDictionary<string, string> metadata, string file) =>
        !metadata.TryGetValue(ModelAnswer.ThresholdKey, out var text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) && double.IsFinite(threshold) ? threshold
        : throw new IngotException(EvaluateDiagnostics.CorruptModel.At(
            new SourceLocation(file), $"The model's metadata {ModelAnswer.ThresholdKey} is '{DiagnosticText.Shorten(text)}', which is no number. Delete it and train again: dotnet msbuild -t:TrainModel."));
}
