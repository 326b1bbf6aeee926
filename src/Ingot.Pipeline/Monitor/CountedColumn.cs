namespace Ingot.Pipeline.Monitor;

/// <summary>The counted values of a column, chunk by chunk.</summary>
/// <param name="reference">What they are counted by.</param>
/// <param name="chunks">Number of chunks.</param>
internal sealed class CountedColumn(ColumnReference reference, int chunks)
{
    private readonly CountedValues?[] _chunks = new CountedValues?[chunks];

    /// <summary>Those of a chunk; null: it has none.</summary>
    public CountedValues? OfChunk(int chunk) => _chunks[chunk];

    /// <summary>Those of a chunk, to add to.</summary>
    public CountedValues ToAdd(int chunk) => _chunks[chunk] ??= new CountedValues(reference);

    /// <summary>Those of all chunks together.</summary>
    public CountedValues Whole()
    {
        var whole = new CountedValues(reference);
        foreach (var chunk in _chunks.OfType<CountedValues>())
        {
            whole.Merge(chunk);
        }

        return whole;
    }
}
