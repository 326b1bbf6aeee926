using Microsoft.ML.OnnxRuntime;

namespace Ingot.Scoring;

/// <summary>All inputs of one thread that runs batches.</summary>
internal sealed class FeedList : IDisposable
{
    private readonly ColumnFeed[] _feeds;
    private readonly OrtValue[] _values;

    public FeedList(IEnumerable<ColumnFeed> feeds)
    {
        _feeds = [.. feeds];
        Names = Array.ConvertAll(_feeds, f => f.Name);
        _values = new OrtValue[_feeds.Length];
    }

    public IReadOnlyCollection<string> Names { get; }

    /// <summary>The inputs' tensors of some rows, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyCollection<OrtValue> Fill(RowRange rows)
    {
        for (var i = 0; i < _feeds.Length; i++)
        {
            _values[i] = _feeds[i].Fill(rows);
        }

        return _values;
    }

    public void Dispose() => Array.ForEach(_feeds, f => f.Dispose());
}
