using Ingot.Core.Statistics;

namespace Ingot.Training.Isolation;

/// <summary>The random choices of one tree.</summary>
/// <param name="seed">The model's seed.</param>
/// <param name="tree">The number of the tree.</param>
internal sealed class RandomNumbers(int seed, int tree)
{
    private readonly SplitMix64 _bits = new(((ulong)(uint)seed << 32) | (uint)tree);

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => _bits.Below(bound);

    /// <summary>A number from 0 on and below 1, with 53 random bits.</summary>
    public double Share() => (_bits.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Some of the numbers 0 to <paramref name="all"/> - 1, each as probable as any other, ascending (R. Floyd; J. Bentley, "Programming pearls", CACM 30, 1987).</summary>
    public int[] Some(int all, int count)
    {
        var drawn = new HashSet<int>(count);
        for (var last = all - count; last < all; last++)
        {
            var chosen = Below(last + 1);
            _ = drawn.Add(chosen) || drawn.Add(last);
        }

        return [.. drawn.Order()];
    }

    /// <summary>
    /// Some of the rows, drawn one after the other by their weights, ascending; a row of weight 0 is never drawn (P. S. Efraimidis, P. G. Spirakis, "Weighted random
    /// sampling with a reservoir", Information Processing Letters 97, 2006).
    /// </summary>
    public int[] Some(float[] weights, int count)
    {
        var first = new PriorityQueue<int, double>(count + 1);
        for (var row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] > 0))
            {
                continue;
            }

            var key = Math.Log(1 - Share()) / weights[row];
            if (first.Count < count)
            {
                first.Enqueue(row, key);
            }
            else
            {
                _ = first.EnqueueDequeue(row, key);
            }
        }

        return [.. first.UnorderedItems.Select(i => i.Element).Order()];
    }
}
