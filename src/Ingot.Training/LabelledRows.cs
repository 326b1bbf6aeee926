using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>Features with what they should lead to.</summary>
/// <param name="Features">The features.</param>
/// <param name="Labels">For each row the index of its class, or the value to predict.</param>
/// <param name="Weights">How much each row counts; null: all alike.</param>
internal sealed record LabelledRows(IFeatureRows Features, float[] Labels, float[]? Weights)
{
    /// <summary>The weight of a row.</summary>
    public double Weight(int row) => Weights is null ? 1 : Weights[row];
}
