using System.Text;
using System.Text.Json;

namespace Ingot.Serving.Models;

/// <summary>The texts of a column's domain, found by their UTF-8 bytes, so that a cell needs no string of its own.</summary>
internal sealed class KnownTexts
{
    private readonly (byte[]? Utf8, string Text)[] _table;

    /// <param name="texts">The domain; the empty text is a missing value and none of it.</param>
    public KnownTexts(IReadOnlyCollection<string> texts)
    {
        _table = new (byte[]?, string)[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * texts.Count) + 1)];
        foreach (var text in texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            _table[Place(utf8)] = (utf8, text);
        }
    }

    /// <summary>The text that the reader's string is; null: none of them, or written with escapes.</summary>
    public string? Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence || reader.ValueSpan.IsEmpty)
        {
            return null;
        }

        return _table[Place(reader.ValueSpan)].Text;
    }

    /// <summary>The text of some UTF-8 bytes; null: none of them.</summary>
    public string? Find(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? null : _table[Place(utf8)].Text;

    /// <summary>Where the text stands, or would.</summary>
    private int Place(ReadOnlySpan<byte> utf8)
    {
        var mask = _table.Length - 1;
        var place = ((utf8.Length * 31) + (utf8[0] * 257) + (utf8[^1] * 8209) + (utf8[utf8.Length / 2] * 65537)) & mask;
        while (_table[place].Utf8 is { } other && !utf8.SequenceEqual(other))
        {
            place = (place + 1) & mask;
        }

        return place;
    }
}
