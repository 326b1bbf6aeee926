namespace Ingot.Reports.Cards;

/// <summary>What one column looks like.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Missing">Number of rows without a value.</param>
/// <param name="Distinct">Number of distinct values.</param>
/// <param name="Mean">Mean of a number column.</param>
/// <param name="Min">Least value of a number column.</param>
/// <param name="Max">Greatest value of a number column.</param>
/// <param name="Quantiles">Quantiles of a number column by their share, such as <c>0.5</c>.</param>
/// <param name="Top">The most frequent values of any other column.</param>
public sealed record ColumnProfile(
    string Name,
    long Missing,
    long Distinct,
    double? Mean = null,
    double? Min = null,
    double? Max = null,
    IReadOnlyDictionary<string, double?>? Quantiles = null,
    IReadOnlyList<ValueCount>? Top = null);
