namespace Ingot.Core.Statistics;

/// <summary>Rows drawn without replacement (R. A. Fisher, F. Yates, 1938), the same for the same seed everywhere.</summary>
public static class RowSample
{
    /// <summary>At most so many of the rows 0 to <paramref name="rows"/> - 1, ascending; all when there are no more.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="most">The greatest number of rows to draw.</param>
    /// <param name="seed">Of the draw.</param>
    public static int[] Of(int rows, int most, int seed)
    {
        int[] drawn = [.. Enumerable.Range(0, rows)];
        if (rows > most)
        {
            Shuffle(drawn, most, (ulong)seed);
            drawn = drawn[..most];
            Array.Sort(drawn);
        }

        return drawn;
    }

    /// <summary>The rows of groups that are drawn until there is no place for the next one, ascending; all when there are no more. At least one group is drawn.</summary>
    /// <param name="groups">The group of each row.</param>
    /// <param name="most">The greatest number of rows, unless the first group has more.</param>
    /// <param name="seed">Of the draw.</param>
    public static int[] OfGroups(int[] groups, int most, int seed)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Length <= most)
        {
            return [.. Enumerable.Range(0, groups.Length)];
        }

        var sizes = groups.CountBy(g => g).ToDictionary();
        var (drawn, left) = (new HashSet<int>(), most);
        int[] known = [.. sizes.Keys];
        foreach (var place in Permutation(known.Length, (ulong)seed))
        {
            var size = sizes[known[place]];
            if (drawn.Count > 0 && size > left)
            {
                break;
            }

            drawn.Add(known[place]);
            left -= size;
        }

        return [.. Enumerable.Range(0, groups.Length).Where(r => drawn.Contains(groups[r]))];
    }

    /// <summary>The rows 0 to <paramref name="rows"/> - 1 in random order.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="seed">Of the order.</param>
    public static int[] Permutation(int rows, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        Shuffle(order, rows, seed);
        return order;
    }

    private static void Shuffle(int[] rows, int places, ulong seed)
    {
        var random = new SplitMix64(seed);
        for (var i = 0; i < places; i++)
        {
            var other = i + random.Below(rows.Length - i);
            (rows[i], rows[other]) = (rows[other], rows[i]);
        }
    }
}
