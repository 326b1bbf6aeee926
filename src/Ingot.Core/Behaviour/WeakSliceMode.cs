namespace Ingot.Core.Behaviour;

/// <summary>What is done about parts of the reference data on which the model is weak: property <c>ModelFindWeakSlices</c>.</summary>
public enum WeakSliceMode
{
    /// <summary>They are searched and written into <c>slices.json</c>.</summary>
    Report,

    /// <summary>Each is a warning besides.</summary>
    Warn,

    /// <summary>They are not searched.</summary>
    False,
}
