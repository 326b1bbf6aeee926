using Ingot.Core.Metrics;

namespace Ingot.Releases.Comparison;

/// <summary>A metric of two versions.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Slice">The slice; null for all rows.</param>
/// <param name="Before">The older version's; null when it was not measured.</param>
/// <param name="After">The newer version's; null when it was not measured.</param>
public sealed record MetricChange(string Name, string? Slice, MetricResult? Before, MetricResult? After)
{
    /// <summary>After minus before; NaN when one is missing or undefined.</summary>
    public double Difference => (After?.Value ?? double.NaN) - (Before?.Value ?? double.NaN);
}
