namespace Ingot.Core.Profiles;

/// <summary>What the columns of one table look like.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">The columns in the order of the data.</param>
public sealed record TableProfile(long Rows, IReadOnlyList<ColumnProfile> Columns);
