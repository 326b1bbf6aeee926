namespace Ingot.Search.Reports;

/// <summary>The metric on rows that had no part in anything.</summary>
/// <param name="Value">The metric.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Rows">How many rows there are.</param>
public sealed record ReferenceValue(double Value, double Low, double High, int Rows);
