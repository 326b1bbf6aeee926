namespace Ingot.Core.Schemas;

/// <summary>An input or an output of a model's ONNX file: a tensor of the shape [rows, width].</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType">The data type of its values.</param>
/// <param name="Width">Values per row.</param>
public sealed record TensorSpec(string Name, TensorDataType DataType, int Width = 1);
