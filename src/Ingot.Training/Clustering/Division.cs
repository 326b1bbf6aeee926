namespace Ingot.Training.Clustering;

/// <summary>Points divided into clusters.</summary>
/// <param name="Centres">The centres, row by row.</param>
/// <param name="Clusters">The cluster of each point.</param>
/// <param name="Inertia">The weighted sum of the squared distances of points to the centres of their clusters.</param>
/// <param name="Iterations">How often the centres were moved.</param>
internal sealed record Division(double[] Centres, int[] Clusters, double Inertia, int Iterations);
