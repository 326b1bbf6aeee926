namespace Ingot.Scoring;

/// <summary>Takes the numbers that a model made of a row.</summary>
/// <param name="row">The row's place among those that are run.</param>
/// <param name="numbers">The numbers; valid until the call returns.</param>
/// <typeparam name="T">Their type.</typeparam>
public delegate void RowNumbers<T>(int row, ReadOnlySpan<T> numbers)
    where T : unmanaged;
