namespace Ingot.Core.Clusters;

/// <summary>What the clusters of a model are like, on the reference rows: <c>clusters.json</c>.</summary>
public sealed record ClustersReport
{
    /// <summary>Number of reference rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The clusters, in the order of their numbers; those without a reference row too.</summary>
    public required IReadOnlyList<DescribedCluster> Clusters { get; init; }

    /// <summary>On how many rows silhouettes were computed.</summary>
    public required int SilhouetteRows { get; init; }

    /// <summary>Some rows, drawn with the seed, along the two directions in which rows differ most.</summary>
    public required IReadOnlyList<ClusterPoint> Points { get; init; }

    /// <summary>The shares of the variance of the features that these two directions have.</summary>
    public required IReadOnlyList<double> Shares { get; init; }
}
