using Ingot.Onnx.Features;

namespace Ingot.Training;

/// <summary>Features with what they should lead to.</summary>
/// <param name="Features">The features.</param>
/// <param name="Labels">For each row the index of its class, the value to predict, or the grade.</param>
/// <param name="Weights">How much each row counts; null: all alike.</param>
public sealed record LabelledRows(IFeatureRows Features, float[] Labels, float[]? Weights)
{
    /// <summary>Of a ranking the number of rows of each query, in the order of the rows, of which those of a query follow each other; else null.</summary>
    public int[]? Queries { get; init; }

    /// <summary>What a released model says of each row already, raw, output by output of a row: what is learned is added to it. Null: learning starts anew.</summary>
    public double[]? Start { get; init; }

    /// <summary>The weight of a row.</summary>
    public double Weight(int row) => Weights is null ? 1 : Weights[row];
}
