namespace Ingot.Core.Drift;

/// <summary>How p-values of many columns and chunks are corrected.</summary>
public enum DriftCorrection
{
    /// <summary>Holm's: of columns without a change none is called significant, with probability 1 - alpha at least.</summary>
    Holm,

    /// <summary>That of Benjamini and Hochberg: of those that are called significant, a share of alpha at most is expected to be without a change.</summary>
    BenjaminiHochberg,

    /// <summary>None.</summary>
    None,
}
