namespace Ingot.Training;

/// <summary>A number of clusters that was tried.</summary>
/// <param name="Clusters">The number.</param>
/// <param name="Silhouette">The mean silhouette of the rows that it was tried on.</param>
/// <param name="Inertia">Their mean squared distance to the centres of their clusters.</param>
public sealed record TriedClusters(int Clusters, double Silhouette, double Inertia);
