namespace Ingot.Data;

/// <summary>Values of a column that break a check.</summary>
/// <param name="Check">What they break.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Examples">The first few: the value as it stands in the file, and its row.</param>
internal sealed record ColumnAnomaly(ColumnCheck Check, long Count, long Rows, IReadOnlyList<(string Value, long Row)> Examples);
