namespace Ingot.Core.Profiles;

/// <summary>What one column looks like: a number column has the statistics of numbers, any other its most frequent values.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Missing">Number of rows without a value.</param>
/// <param name="Distinct">Number of distinct values.</param>
/// <param name="Min">Least value; null when there is none.</param>
/// <param name="Max">Greatest value; null when there is none.</param>
/// <param name="Mean">Mean; null when there is none, or when a value is too great for it.</param>
/// <param name="StandardDeviation">Standard deviation of a sample, over n - 1; null when there is none, or when a value is too great for it.</param>
/// <param name="Quantiles">Quantiles by their share, such as <c>0.5</c>; null for a column that does not hold numbers.</param>
/// <param name="Top">The most frequent values, the most frequent one first; null for a column of numbers.</param>
public sealed record ColumnProfile(
    string Name,
    long Missing,
    long Distinct,
    double? Min = null,
    double? Max = null,
    double? Mean = null,
    double? StandardDeviation = null,
    IReadOnlyDictionary<string, double?>? Quantiles = null,
    IReadOnlyList<ValueCount>? Top = null);
