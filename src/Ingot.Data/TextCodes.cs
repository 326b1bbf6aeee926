using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Ingot.Data;

/// <summary>Numbers texts in the order in which they are first met, by their bytes: of a text that was met before no string is made.</summary>
internal sealed class TextCodes
{
    private const int FewestSlots = 64;

    // A slot has a code and one more, or 0 where it is free; at most half of them are taken.
    private int[] _slots = new int[FewestSlots];
    private readonly List<int> _hashes = [];
    private readonly List<byte[]> _texts = [];

    /// <summary>The code of a text.</summary>
    /// <param name="utf8">The text.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Of(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        var (slots, mask) = (_slots, _slots.Length - 1);
        var texts = CollectionsMarshal.AsSpan(_texts);
        var hashes = CollectionsMarshal.AsSpan(_hashes);
        for (var slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var code = slots[slot] - 1;
            if (hashes[code] == hash && utf8.SequenceEqual(texts[code]))
            {
                return code;
            }
        }

        return Add(utf8, hash);
    }

    /// <summary>The texts, by their codes; they are kept no longer. Bytes that are no UTF-8 become U+FFFD, so that two may be the same.</summary>
    public string[] TakeStrings()
    {
        var strings = new string[_texts.Count];
        for (var code = 0; code < strings.Length; code++)
        {
            // One by one: texts that hardly repeat are not in memory twice.
            strings[code] = Encoding.UTF8.GetString(_texts[code]);
            _texts[code] = [];
        }

        return strings;
    }

    private int Add(ReadOnlySpan<byte> utf8, int hash)
    {
        var code = _texts.Count;
        _texts.Add(utf8.ToArray());
        _hashes.Add(hash);
        if (_texts.Count * 2 > _slots.Length)
        {
            _slots = new int[_slots.Length * 2];
            for (var known = 0; known < code; known++)
            {
                Place(known);
            }
        }

        Place(code);
        return code;
    }

    private void Place(int code)
    {
        var mask = _slots.Length - 1;
        var slot = _hashes[code] & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = code + 1;
    }

    // .NET's own hash of strings, whose seed is another one in each process: no data can be made that all fall into one slot.
    private static int Hash(ReadOnlySpan<byte> utf8) =>
        string.GetHashCode(MemoryMarshal.Cast<byte, char>(utf8)) ^ ((utf8.Length & 1) == 0 ? utf8.Length : (utf8.Length << 8) + (utf8[^1] * 0x01000193));
}
