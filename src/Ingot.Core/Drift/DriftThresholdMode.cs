namespace Ingot.Core.Drift;

/// <summary>Where a threshold is from.</summary>
public enum DriftThresholdMode
{
    /// <summary>It is a given number, or the measure's own.</summary>
    Fixed,

    /// <summary>What the reference's own chunks differ by.</summary>
    Reference,

    /// <summary>The greater one of both.</summary>
    Both,
}
