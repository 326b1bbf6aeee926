namespace Ingot.Core.Explanations;

/// <summary>How much a column moves predictions, and which way its values do.</summary>
/// <param name="Name">The column.</param>
/// <param name="MeanAbsolute">The mean absolute contribution; of several classes their sum.</param>
/// <param name="Bins">The contributions by the column's values; empty for columns of lesser weight and for several classes.</param>
public sealed record ExplainedColumn(string Name, double MeanAbsolute, IReadOnlyList<ContributionBin> Bins);
