namespace Ingot.Core.Drift;

/// <summary>What a column holds, as far as drift is concerned.</summary>
public enum DriftColumnKind
{
    /// <summary>Numbers; dates too.</summary>
    Number,

    /// <summary>Categories; booleans too.</summary>
    Category,
}
