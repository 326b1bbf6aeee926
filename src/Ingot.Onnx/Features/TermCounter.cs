using System.Runtime.InteropServices;

namespace Ingot.Onnx.Features;

/// <summary>
/// Counts the rows that have a sequence of tokens. A longer one is counted only where all shorter ones in it are frequent, since no row can have it without them
/// (R. Agrawal, R. Srikant, "Fast algorithms for mining association rules", VLDB 1994).
/// </summary>
/// <param name="sequences">The tokens of each row; -1 is one that no term has.</param>
internal sealed class TermCounter(List<int>[] sequences)
{
    // .NET's hash of a 64-bit number is its halves, one upon the other, and both are small numbers here: all keys would fall into few buckets. An odd factor
    // keeps them apart.
    private const long Mix = unchecked((long)0x9E3779B97F4A7C15);

    // The frequent terms of the last length, by place among them; and of each place of each row which of them begins there.
    private List<int[]> _terms = [];
    private int[][] _places = [];

    /// <summary>The terms of a length that enough rows have, with how many have them. Lengths are asked for one after the other, from 1.</summary>
    public IReadOnlyList<(int[] Term, int Rows)> Frequent(int length, int least)
    {
        // Tokens are numbers already; of longer ones those that cannot be frequent are not remembered.
        var possible = length == 1 ? null : Possible(length, least);
        int[] singles = length == 1 ? [.. Enumerable.Repeat(-1, 1 + sequences.SelectMany(s => s).DefaultIfEmpty(-1).Max())] : [];
        var (numbers, keys) = (new Dictionary<long, int>(), new List<long>());
        var (rows, last) = (new List<int>(), new List<int>());
        var places = new int[sequences.Length][];
        for (var row = 0; row < sequences.Length; row++)
        {
            var sequence = sequences[row];
            var begins = places[row] = new int[Math.Max(0, sequence.Count - length + 1)];
            for (var i = 0; i < begins.Length; i++)
            {
                var key = Key(row, i, length);
                if (key < 0 || possible?.MayBe(key) == false)
                {
                    begins[i] = -1;
                    continue;
                }

                var isKnown = length == 1 && singles[key] >= 0;
                ref var number = ref length == 1 ? ref singles[key] : ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, unchecked(key * Mix), out isKnown);
                if (!isKnown)
                {
                    number = keys.Count;
                    keys.Add(key);
                    rows.Add(0);
                    last.Add(-1);
                }

                begins[i] = number;
                if (last[number] != row)
                {
                    last[number] = row;
                    rows[number]++;
                }
            }
        }

        var frequent = Enumerable.Range(0, keys.Count).Where(n => rows[n] >= least).ToList();
        var renumbered = new int[keys.Count];
        Array.Fill(renumbered, -1);
        var terms = new List<int[]>();
        foreach (var number in frequent)
        {
            renumbered[number] = terms.Count;
            terms.Add(length == 1 ? [(int)keys[number]] : [.. _terms[(int)(keys[number] >> 32)], (int)(keys[number] & int.MaxValue)]);
        }

        Array.ForEach(places, p =>
        {
            for (var i = 0; i < p.Length; i++)
            {
                p[i] = p[i] < 0 ? -1 : renumbered[p[i]];
            }
        });
        (_terms, _places) = (terms, places);
        return [.. terms.Zip(frequent, (t, n) => (t, rows[n]))];
    }

    private FrequencySketch Possible(int length, int least)
    {
        var sketch = new FrequencySketch(sequences.Sum(s => (long)s.Count), least);
        for (var row = 0; row < sequences.Length; row++)
        {
            for (var i = 0; i + length <= sequences[row].Count; i++)
            {
                if (Key(row, i, length) is >= 0 and var key)
                {
                    sketch.Add(key);
                }
            }
        }

        return sketch;
    }

    /// <summary>The token; or the frequent term that is one shorter, and the token behind it. -1: a part is not frequent.</summary>
    private long Key(int row, int at, int length)
    {
        if (length == 1)
        {
            return sequences[row][at];
        }

        return _places[row][at] >= 0 && _places[row][at + 1] >= 0 ? ((long)_places[row][at] << 32) | (uint)sequences[row][at + length - 1] : -1;
    }
}
