namespace Ingot.Training;

/// <summary>What a clustering learned: a part of <c>report.json</c>.</summary>
/// <param name="Clusters">How many clusters there are.</param>
/// <param name="Chosen">What chose their number.</param>
/// <param name="Tried">The numbers of clusters that were tried; empty where the project says one.</param>
/// <param name="Inertia">The mean squared distance of the rows that were learned from to the centres of their clusters.</param>
/// <param name="Rows">How many rows were learned from.</param>
/// <param name="Shares">The share of these rows in each cluster, by their weights.</param>
public sealed record ClusterReport(int Clusters, string Chosen, IReadOnlyList<TriedClusters> Tried, double Inertia, int Rows, IReadOnlyList<double> Shares);
