namespace Ingot.Scoring;

/// <summary>Takes the output of one batch.</summary>
/// <param name="start">The first row, counted among the rows that are run.</param>
/// <param name="count">Number of rows.</param>
/// <param name="values">The output, row by row; valid until the call returns.</param>
/// <typeparam name="T">The output's type of number.</typeparam>
public delegate void BatchResult<T>(int start, int count, ReadOnlySpan<T> values)
    where T : unmanaged;
