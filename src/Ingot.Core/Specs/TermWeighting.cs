namespace Ingot.Core.Specs;

/// <summary>What a term of a text counts: metadata <c>Weighting</c>.</summary>
public enum TermWeighting
{
    /// <summary>How often it occurs, times the logarithm of how rare it is among the training rows. The default.</summary>
    TfIdf,

    /// <summary>How often it occurs.</summary>
    Tf,

    /// <summary>1 if it occurs.</summary>
    Binary,
}
