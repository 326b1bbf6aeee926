namespace Ingot.Onnx.Features;

/// <summary>As <see cref="FeatureMatrix"/>, with the values that are not 0 only: those of row r are from <c>Starts[r]</c> up to <c>Starts[r + 1]</c>.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Width">Number of features.</param>
/// <param name="Starts">Where the values of each row begin, and where those of the last one end.</param>
/// <param name="Columns">The feature of each value, ascending in a row.</param>
/// <param name="Values">The values; NaN is missing.</param>
public sealed record SparseFeatures(int Rows, int Width, int[] Starts, int[] Columns, float[] Values);
