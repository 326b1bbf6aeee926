namespace Ingot.Core.Clusters;

/// <summary>What a cluster is like.</summary>
/// <param name="Cluster">Its number.</param>
/// <param name="Rows">How many reference rows are of it.</param>
/// <param name="Share">Their share, by weight.</param>
/// <param name="MeanDistance">Their mean distance to the centre; NaN without a row.</param>
/// <param name="Silhouette">Their mean silhouette; NaN where it is not defined.</param>
/// <param name="Columns">What distinguishes it from all rows, the most distinguishing column first; empty without a row.</param>
public sealed record DescribedCluster(int Cluster, int Rows, double Share, double MeanDistance, double Silhouette, IReadOnlyList<DescribedColumn> Columns);
