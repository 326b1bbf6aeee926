namespace Ingot.Core.Drift;

/// <summary>
/// A bin of numbers or a category, with the rows of both sides: what a plot of the two distributions needs. A bin of numbers is open
/// below and closed above: <c>Low &lt; value &lt;= High</c>.
/// </summary>
/// <param name="Category">The category; null for a bin of numbers, and for the categories of <paramref name="Kind"/>.</param>
/// <param name="Kind">Whether it is one category or several that are counted together.</param>
/// <param name="Low">Lower end; null when there is none.</param>
/// <param name="High">Upper end; null when there is none.</param>
/// <param name="ReferenceRows">Rows of the reference.</param>
/// <param name="CurrentRows">Rows of the current window.</param>
/// <param name="ReferenceShare">Their share of the reference's rows with a value.</param>
/// <param name="CurrentShare">Their share of the window's rows with a value.</param>
public sealed record DriftBin(
    string? Category,
    DriftBinKind Kind,
    double? Low,
    double? High,
    long ReferenceRows,
    long CurrentRows,
    double ReferenceShare,
    double CurrentShare);
