namespace Ingot.Core.Drift;

/// <summary>A threshold and where it is from.</summary>
/// <param name="Value">What the effect is compared with.</param>
/// <param name="Mode">Where it is from.</param>
/// <param name="Fixed">The given number, or the measure's own; null when it does not count.</param>
/// <param name="Reference">What the reference itself varies by; null when it does not count.</param>
public sealed record DriftThreshold(double Value, DriftThresholdMode Mode, double? Fixed, ReferenceVariation? Reference)
{
    /// <summary>The threshold of a mode.</summary>
    /// <param name="mode">Where it is from.</param>
    /// <param name="given">The given number, or the measure's own.</param>
    /// <param name="variation">What the reference itself varies by; needed unless the mode is <see cref="DriftThresholdMode.Fixed"/>.</param>
    public static DriftThreshold Of(DriftThresholdMode mode, double given, ReferenceVariation? variation)
    {
        if (mode == DriftThresholdMode.Fixed)
        {
            return new DriftThreshold(given, mode, given, null);
        }

        ArgumentNullException.ThrowIfNull(variation);
        return mode == DriftThresholdMode.Both
            ? new DriftThreshold(Math.Max(given, variation.Limit), mode, given, variation)
            : new DriftThreshold(variation.Limit, mode, null, variation);
    }
}
