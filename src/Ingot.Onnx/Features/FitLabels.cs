namespace Ingot.Onnx.Features;

/// <summary>The labels of the training rows, for features that are fitted on them.</summary>
/// <param name="Values">For each row of the table the value, or the index of its class.</param>
/// <param name="Classes">Number of classes; 0: they are values.</param>
/// <param name="Names">What the classes are called.</param>
/// <param name="Weights">How much each row counts; null: all alike.</param>
/// <param name="Seed">Which fold a row is in follows from it.</param>
public sealed record FitLabels(float[] Values, int Classes, IReadOnlyList<string> Names, float[]? Weights, int Seed);
