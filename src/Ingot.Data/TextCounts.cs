namespace Ingot.Data;

/// <summary>Counts how often each text of a column is there, by its bytes.</summary>
internal sealed class TextCounts
{
    private readonly TextCodes _codes = new();
    private readonly List<long> _counts = [];

    /// <summary>Takes a text.</summary>
    /// <param name="utf8">The text.</param>
    public void Take(ReadOnlySpan<byte> utf8)
    {
        var code = _codes.Of(utf8);
        if (code == _counts.Count)
        {
            _counts.Add(0);
        }

        _counts[code]++;
    }

    /// <summary>What was counted; the texts are kept no longer.</summary>
    /// <param name="few">Of more different texts than these it is not told how often each is there.</param>
    public CategoryCounts Close(long few)
    {
        var (present, distinct) = (_counts.Sum(), _counts.Count);
        return new CategoryCounts(
            present, distinct, distinct > few ? null : _codes.TakeStrings().Zip(_counts).ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal));
    }
}
