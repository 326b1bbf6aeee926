namespace Ingot.Core.Clusters;

/// <summary>A column in a cluster, in the column's own unit.</summary>
/// <param name="Name">The column.</param>
/// <param name="Value">Of a category or a truth value the one that distinguishes the cluster most; null: the column is a number.</param>
/// <param name="Here">The mean in the cluster, or the share of the value among its rows; rows without a value are left out.</param>
/// <param name="All">The same of all rows.</param>
/// <param name="Effect">How far the two are apart, in standard deviations of all rows.</param>
public sealed record DescribedColumn(string Name, string? Value, double Here, double All, double Effect);
