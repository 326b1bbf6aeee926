namespace Ingot.Core.Estimation;

/// <summary>What a metric of a chunk says beside its usual range.</summary>
public enum PerformanceOutcome
{
    /// <summary>The whole interval is beyond the end of the range that is the worse one.</summary>
    Degraded,

    /// <summary>The whole interval is beyond the end that is the better one: unusual all the same.</summary>
    Improved,

    /// <summary>The value is in the range, and the interval is no wider than it may be.</summary>
    Stable,

    /// <summary>The value is beyond the range, but its interval reaches into it.</summary>
    Unclear,

    /// <summary>There are too few rows, or labels, to say anything; <see cref="NotYetReason"/> tells of what.</summary>
    NotYet,
}
