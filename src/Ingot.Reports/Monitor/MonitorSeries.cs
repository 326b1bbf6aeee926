using Ingot.Core.Drift;
using Ingot.Core.Monitoring;

namespace Ingot.Reports.Monitor;

/// <summary>One thing that was measured, chunk by chunk.</summary>
/// <param name="Name">A name of <see cref="MonitorCatalog"/>.</param>
/// <param name="Column">The feature; null: none in particular.</param>
/// <param name="Limit">What it is compared with where a chunk does not say; null: nothing.</param>
/// <param name="HigherIsBetter">The direction.</param>
/// <param name="Points">What each chunk has; null where it was not measured.</param>
internal sealed record MonitorSeries(string Name, string? Column, MonitorLimit? Limit, bool HigherIsBetter, IReadOnlyList<MonitorMeasurement?> Points)
{
    /// <summary>Whether any chunk has a value.</summary>
    public bool HasValues => Points.Any(p => p is not null && double.IsFinite(p.Value));

    /// <summary>The limit of a chunk: its own threshold, or that of a gate; NaN when there is none.</summary>
    /// <param name="chunk">Number of the chunk.</param>
    public double LimitOf(int chunk) => Points[chunk] is { } point && double.IsFinite(point.Threshold) ? point.Threshold : Limit?.Value ?? double.NaN;

    /// <summary>
    /// What a chunk says of its own: beyond its limit with its whole interval, within it, or neither. Where there is no limit, a value that is worse
    /// than the reference by more than chance counts as beyond.
    /// </summary>
    /// <param name="chunk">Number of the chunk.</param>
    public DriftOutcome Outcome(int chunk) => MonitorOutcome.Of(Points[chunk], LimitOf(chunk), HigherIsBetter);
}
