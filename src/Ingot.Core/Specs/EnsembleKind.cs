namespace Ingot.Core.Specs;

/// <summary>How the models of several <c>Trainer</c> items become one.</summary>
public enum EnsembleKind
{
    /// <summary>The mean of what they say, each with the same weight.</summary>
    Average,

    /// <summary>A mean with the weights that were best on rows that none of them learned from; models that it is better without are left out.</summary>
    Stack,

    /// <summary>A mean with the weights that the project says: metadata <c>Weight</c> of each <c>Trainer</c>.</summary>
    Weighted,
}
