namespace Ingot.Core.Drift;

/// <summary>What is concluded of a column and a window.</summary>
public enum DriftOutcome
{
    /// <summary>The whole interval of the effect is above the threshold.</summary>
    Drifted,

    /// <summary>The whole interval is below the threshold, or ends at it.</summary>
    Stable,

    /// <summary>The threshold is inside of the interval, or the measure is not defined: these rows cannot tell.</summary>
    Unclear,

    /// <summary>There are fewer rows than are asked for.</summary>
    NotYet,
}
