namespace Ingot.Onnx.Features;

/// <summary>
/// What a learner is trained on: computed by the very ONNX graph that is shipped. Row by row. Features of trees that float32
/// would fold together are codes that keep their order; <see cref="FeaturePlan.Decode"/> makes trees of codes trees of values.
/// </summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Names">Name of each feature, such as <c>tenure</c> or <c>cut=Ideal</c>.</param>
/// <param name="Values"><c>Values[row * Names.Count + feature]</c>; NaN is missing.</param>
public sealed record FeatureMatrix(int Rows, IReadOnlyList<string> Names, float[] Values);
