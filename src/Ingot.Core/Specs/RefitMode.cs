namespace Ingot.Core.Specs;

/// <summary>Whether the final model is fitted on all training rows, those too that were held out for validation: property <c>ModelRefit</c>.</summary>
public enum RefitMode
{
    /// <summary>It is, unless there are so many rows that the held-out ones bring nothing.</summary>
    Auto,

    /// <summary>It is.</summary>
    True,

    /// <summary>It is not: the model that the validation rows chose is the final one.</summary>
    False,
}
