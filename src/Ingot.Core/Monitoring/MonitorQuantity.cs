using Ingot.Core.Metrics;

namespace Ingot.Core.Monitoring;

/// <summary>What is known of something that is measured in production, without data.</summary>
/// <param name="Name">Such as <c>Drift</c> or <c>Estimated.AUC</c>: what a <c>MonitorGate</c> names.</param>
/// <param name="Scope">What it belongs to.</param>
/// <param name="HigherIsBetter">The direction: whether a greater value is the better one.</param>
/// <param name="Unit">What its values are measured in.</param>
/// <param name="IsShare">Whether it is a share, for which thresholds may be percentages.</param>
/// <param name="HasOwnThreshold">Whether it is decided even where a gate has no threshold: by that of its drift measure.</param>
/// <param name="HasReference">Whether the reference has such a value too, so that it can regress.</param>
public sealed record MonitorQuantity(
    string Name,
    MonitorScope Scope,
    bool HigherIsBetter,
    MetricUnit Unit = MetricUnit.None,
    bool IsShare = false,
    bool HasOwnThreshold = false,
    bool HasReference = false)
{
    /// <summary>The values that it can have. Default: a share is from 0 to 1, and all else 0 or more.</summary>
    public MetricRange Range { get; init; } = IsShare ? MetricRange.Share : MetricRange.FromZero;
}
