namespace Ingot.Data;

/// <summary>How often the values of a column that is no number are there.</summary>
/// <param name="Present">How many values there are.</param>
/// <param name="Distinct">How many different ones.</param>
/// <param name="Values">The values as text with how many rows have each; null: there are many different ones.</param>
internal sealed record CategoryCounts(long Present, long Distinct, IReadOnlyDictionary<string, long>? Values);
