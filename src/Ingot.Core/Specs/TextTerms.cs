namespace Ingot.Core.Specs;

/// <summary>What stands for the terms of free text: metadata <c>Terms</c>.</summary>
public enum TextTerms
{
    /// <summary>A feature for each term that enough training rows have. The model has these terms.</summary>
    Vocabulary,

    /// <summary>A feature for each bucket into which the hashes of terms fall. The model has no term at all.</summary>
    Hashed,
}
