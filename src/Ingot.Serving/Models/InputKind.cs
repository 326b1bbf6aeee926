namespace Ingot.Serving.Models;

/// <summary>The element type of a model's input.</summary>
internal enum InputKind
{
    /// <summary>FP32.</summary>
    Float,

    /// <summary>FP64.</summary>
    Double,

    /// <summary>BOOL.</summary>
    Boolean,

    /// <summary>INT64.</summary>
    Integer,

    /// <summary>BYTES: text in UTF-8.</summary>
    Text,
}
