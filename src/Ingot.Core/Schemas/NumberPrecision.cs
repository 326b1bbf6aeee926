namespace Ingot.Core.Schemas;

/// <summary>The element type of a number column's ONNX input.</summary>
public enum NumberPrecision
{
    /// <summary>32 bits: all values of the training data survive the conversion as far as a model can tell.</summary>
    Float32,

    /// <summary>64 bits: distinct values of the training data would become equal, or overflow, in 32 bits.</summary>
    Float64,
}
