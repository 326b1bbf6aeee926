namespace Ingot.Onnx;

/// <summary>An interval of the same width around every predicted number.</summary>
/// <param name="Coverage">The share of true values that it has, such as 0.9.</param>
/// <param name="HalfWidth">How far it goes on both sides, in the label's unit.</param>
public sealed record ModelInterval(double Coverage, double HalfWidth);
