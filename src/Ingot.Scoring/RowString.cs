namespace Ingot.Scoring;

/// <summary>Takes a string that a model made of a row.</summary>
/// <param name="row">The row's place among those that are run.</param>
/// <param name="text">The string; valid until the call returns.</param>
public delegate void RowString(int row, ReadOnlySpan<char> text);
