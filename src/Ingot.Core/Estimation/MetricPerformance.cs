using Ingot.Core.Metrics;

namespace Ingot.Core.Estimation;

/// <summary>A metric of a chunk: as it is estimated for all rows, and as it is on those whose labels have come.</summary>
public sealed record MetricPerformance
{
    /// <summary>Its name in the catalogue.</summary>
    public required string Name { get; init; }

    /// <summary>What is usual; null where the reference does not tell.</summary>
    public UsualRange? Range { get; init; }

    /// <summary>The estimate for all rows; null where the metric cannot be estimated (<see cref="EstimableMetrics"/>).</summary>
    public EstimatedMetric? Estimated { get; init; }

    /// <summary>What the estimate says.</summary>
    public required PerformanceVerdict EstimatedVerdict { get; init; }

    /// <summary>The metric of the labelled rows; null without any.</summary>
    public MetricResult? Realised { get; init; }

    /// <summary>What the labelled rows say.</summary>
    public required PerformanceVerdict RealisedVerdict { get; init; }

    /// <summary>The estimate for the labelled rows only: what stands beside <see cref="Realised"/>, like with like. Null without labels.</summary>
    public EstimatedMetric? EstimatedOfLabelled { get; init; }

    /// <summary>
    /// How likely the labels would be so far from the estimate of the same rows if its assumptions held, two-sided and not corrected for the number of
    /// metrics; a small one says that what rows mean has changed (concept drift), or that the reference is not like these rows. NaN where there are too few rows.
    /// </summary>
    public double PValue { get; init; } = double.NaN;
}
