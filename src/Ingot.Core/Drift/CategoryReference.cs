namespace Ingot.Core.Drift;

/// <summary>
/// The reference sample of a column of categories: how often each occurs. Categories beyond a limit, the rarest, are counted together
/// as "other". Current values are counted against it by a <see cref="CategoryWindow"/>.
/// </summary>
public sealed class CategoryReference
{
    /// <summary>So many categories are told apart at most, unless another limit is given; the rest is one.</summary>
    public const int DefaultLimit = 1000;

    private CategoryReference(Dictionary<string, long> counts, long missing, int limit)
    {
        Missing = missing;
        DistinctValues = counts.Count;
        var ordered = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToArray();
        var kept = Math.Min(limit, ordered.Length);
        Categories = [.. ordered.Take(kept).Select(c => c.Key)];
        Counts = [.. ordered.Take(kept).Select(c => c.Value)];
        Other = ordered.Skip(kept).Sum(c => c.Value);
        Places = new Dictionary<string, int>(ordered.Length, StringComparer.Ordinal);
        for (var i = 0; i < ordered.Length; i++)
        {
            Places[ordered[i].Key] = Math.Min(i, kept);
        }
    }

    /// <summary>The categories that are told apart, the most frequent one first; equally frequent ones in ordinal order.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>How often each of them occurs.</summary>
    public long[] Counts { get; }

    /// <summary>Number of rows with a category beyond the limit.</summary>
    public long Other { get; }

    /// <summary>Number of distinct categories, those beyond the limit among them.</summary>
    public int DistinctValues { get; }

    /// <summary>Number of rows with a value.</summary>
    public long Rows => Counts.Sum() + Other;

    /// <summary>Number of rows without a value.</summary>
    public long Missing { get; }

    /// <summary>The place of each category among those that are told apart; those of the rest share the place behind them.</summary>
    internal Dictionary<string, int> Places { get; }

    /// <summary>The reference of a column of categories.</summary>
    /// <param name="values">The values, in any order; null is missing.</param>
    /// <param name="limit">So many categories are told apart at most.</param>
    public static CategoryReference Of(IEnumerable<string?> values, int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        long missing = 0;
        foreach (var value in values)
        {
            if (value is null)
            {
                missing++;
            }
            else
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        return new CategoryReference(counts, missing, limit);
    }

    /// <summary>The reference of a column of booleans, which are the categories <c>true</c> and <c>false</c>.</summary>
    /// <param name="values">The values; null is missing.</param>
    public static CategoryReference OfBooleans(IEnumerable<bool?> values) => Of(values.Select(DriftValues.Category));
}
