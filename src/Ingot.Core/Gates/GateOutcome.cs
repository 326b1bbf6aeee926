namespace Ingot.Core.Gates;

/// <summary>What a gate decided.</summary>
public enum GateOutcome
{
    /// <summary>The law is kept.</summary>
    Passed,

    /// <summary>The law is broken.</summary>
    Failed,

    /// <summary>The data cannot tell.</summary>
    Inconclusive,

    /// <summary>There was nothing to compare with.</summary>
    Skipped,
}
