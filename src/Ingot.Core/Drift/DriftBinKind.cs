namespace Ingot.Core.Drift;

/// <summary>What a bin of a distribution holds.</summary>
public enum DriftBinKind
{
    /// <summary>Numbers between two edges.</summary>
    Range,

    /// <summary>One category.</summary>
    Category,

    /// <summary>The reference's categories beyond its limit.</summary>
    Other,

    /// <summary>Categories, or numbers of a column that is treated as one of categories, that the reference does not have.</summary>
    Unseen,

    /// <summary>Rows with a value, where the measure is the share of missing ones.</summary>
    Present,

    /// <summary>Rows without a value, where the measure is their share.</summary>
    Missing,
}
