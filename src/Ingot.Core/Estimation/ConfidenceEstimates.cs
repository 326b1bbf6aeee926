using Ingot.Core.Curves;

namespace Ingot.Core.Estimation;

/// <summary>What a classifier's own scores say of its performance on rows whose labels are not known.</summary>
public sealed record ConfidenceEstimates
{
    /// <summary>Number of rows that the estimates are from.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of rows that were left out, since they have no finite score or no usable weight.</summary>
    public required long Unusable { get; init; }

    /// <summary>Share of the rows that have a score below or above all scores of the reference; it was taken as the nearest of these.</summary>
    public required double BeyondReference { get; init; }

    /// <summary>How many rows of each class are expected to be taken for each.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>The metrics of the catalogue that can be estimated, in its order.</summary>
    public required IReadOnlyList<EstimatedMetric> Metrics { get; init; }

    /// <summary>Two classes: the share of negative rows that are predicted negative, which the catalogue does not have; null for more classes.</summary>
    public EstimatedMetric? Specificity { get; init; }
}
