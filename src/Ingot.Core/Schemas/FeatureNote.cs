namespace Ingot.Core.Schemas;

/// <summary>What was made of a column, in words for people.</summary>
/// <param name="Column">The column.</param>
/// <param name="What">What was done with it.</param>
/// <param name="Features">How many features it became.</param>
public sealed record FeatureNote(string Column, string What, int Features);
