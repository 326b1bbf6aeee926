using Ingot.Onnx.Learned;

namespace Ingot.Onnx;

/// <summary>An interval around every predicted number: of the same width, or from one predicted quantile to another one.</summary>
/// <param name="Coverage">The share of true values that it has, such as 0.9.</param>
/// <param name="HalfWidth">How far it goes on both sides of the prediction, or beyond both quantiles (below 0: it ends before them), in the label's unit.</param>
public sealed record ModelInterval(double Coverage, double HalfWidth)
{
    /// <summary>Predicts the lower quantile, of the model's own features; null: intervals go out from the prediction.</summary>
    public TreeModel? Low { get; init; }

    /// <summary>Predicts the upper quantile; there where <see cref="Low"/> is.</summary>
    public TreeModel? High { get; init; }
}
