namespace Ingot.Core.Clusters;

/// <summary>A row in the plane of the two directions in which rows differ most.</summary>
/// <param name="X">Along the first.</param>
/// <param name="Y">Along the second.</param>
/// <param name="Cluster">Its cluster.</param>
public sealed record ClusterPoint(double X, double Y, int Cluster);
