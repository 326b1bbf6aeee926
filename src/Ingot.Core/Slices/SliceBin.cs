namespace Ingot.Core.Slices;

/// <summary>Rows of one value of a column, or of values of one range.</summary>
/// <param name="Name"><c>contract=Two year</c>, as a gate may name it, or <c>tenure &gt;= 9 AND tenure &lt; 29</c>.</param>
/// <param name="Sql">The same as an SQL condition.</param>
/// <param name="IsValue">Whether a gate may name it.</param>
public sealed record SliceBin(string Name, string Sql, bool IsValue);
