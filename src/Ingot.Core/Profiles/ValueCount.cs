namespace Ingot.Core.Profiles;

/// <summary>A value and how often it occurs.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">Number of rows that have it.</param>
public sealed record ValueCount(string Value, long Count);
