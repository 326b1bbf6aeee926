namespace Ingot.Core.Drift;

/// <summary>How drift is judged.</summary>
public sealed record DriftOptions
{
    /// <summary>The measure; null for <see cref="DriftChoice"/>'s.</summary>
    public DriftMeasure? Measure { get; init; }

    /// <summary>Where the threshold is from.</summary>
    public DriftThresholdMode ThresholdMode { get; init; }

    /// <summary>The fixed threshold; null for the measure's own.</summary>
    public double? Threshold { get; init; }

    /// <summary>
    /// What the reference itself varies by, for thresholds that are not fixed: from its chunks in time
    /// (<see cref="ReferenceVariation.Of(IReadOnlyList{double}, long, string)"/>). Null: from random chunks of the window's size.
    /// </summary>
    public ReferenceVariation? Variation { get; init; }

    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>
    /// Windows, and references, with fewer rows that have a value are not judged. Of 100 rows the intervals are about as wide as the
    /// thresholds: only great changes are found, and hardly any column is proven stable.
    /// </summary>
    public long MinimumRows { get; init; } = 100;

    /// <summary>Draws of the bootstrap.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Number of random chunks of the reference.</summary>
    public int Chunks { get; init; } = 40;

    /// <summary>Of all that is drawn; the same seed gives the same finding, byte for byte.</summary>
    public ulong Seed { get; init; } = 1;
}
