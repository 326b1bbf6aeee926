namespace Ingot.Scoring;

/// <summary>Takes the strings that a model made of a row, by their keys.</summary>
/// <param name="row">The row's place among those that are run.</param>
/// <param name="keys">A number for each string, equal ones for equal strings. Valid until the call returns.</param>
/// <param name="text">The string of a place, which is worth asking for once; valid until the call returns.</param>
public delegate void RowKeys(int row, ReadOnlySpan<long> keys, Func<int, string> text);
