namespace Ingot.Monitoring.Windows;

/// <summary>
/// Takes the values of columns, chunk by chunk and in no promised order of chunks: each call has values of one column and one chunk, and
/// may be one of many for the two. Spans are only valid during the call. All calls come from one thread.
/// </summary>
public interface IColumnSink
{
    /// <summary>Takes values of a column of numbers or dates; none of them is NaN, infinite ones may be among them.</summary>
    /// <param name="column">The column.</param>
    /// <param name="chunk">The chunk's index.</param>
    /// <param name="values">The values.</param>
    /// <param name="counts">How often each of them is there; empty: once.</param>
    void Numbers(WindowColumn column, int chunk, ReadOnlySpan<double> values, ReadOnlySpan<long> counts);

    /// <summary>Takes values of a column of texts or booleans, each of them in one call per chunk only.</summary>
    /// <param name="column">The column.</param>
    /// <param name="chunk">The chunk's index.</param>
    /// <param name="values">The values.</param>
    /// <param name="counts">How often each of them is there.</param>
    void Texts(WindowColumn column, int chunk, ReadOnlySpan<string> values, ReadOnlySpan<long> counts);

    /// <summary>Takes how many rows of a chunk have no value; NaN is one. It may be called several times and they add up.</summary>
    /// <param name="column">The column.</param>
    /// <param name="chunk">The chunk's index.</param>
    /// <param name="count">How many.</param>
    void Missing(WindowColumn column, int chunk, long count);
}
