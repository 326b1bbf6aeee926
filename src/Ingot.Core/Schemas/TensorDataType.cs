namespace Ingot.Core.Schemas;

/// <summary>The data type of a tensor: how the values of a column go into a model, and how its answers come out.</summary>
public enum TensorDataType
{
    /// <summary>A number of 32 bits; NaN is missing.</summary>
    Float32,

    /// <summary>A number of 64 bits; NaN is missing.</summary>
    Float64,

    /// <summary>A date and time: microseconds since 1970-01-01T00:00:00 (UTC). No value is missing.</summary>
    Int64,

    /// <summary>True or false. No value is missing.</summary>
    Boolean,

    /// <summary>Text; the empty one is missing.</summary>
    String,
}
