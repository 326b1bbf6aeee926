namespace Ingot.Onnx.Graphs;

/// <summary>Element types of tensors, numbered as in onnx.proto.</summary>
internal enum ElementType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Double = 11,
}
