using Ingot.Core.Statistics;

namespace Ingot.Training.Splits;

/// <summary>Divides rows at random; of every class the same share.</summary>
internal sealed class RandomSplitter : IRowSplitter
{
    private readonly int[] _strata;
    private readonly ulong[] _keys;
    private readonly int _count;

    /// <summary>A splitter of all rows.</summary>
    /// <param name="strata">The class of each row, from 0; of numbers 0.</param>
    /// <param name="seed">Of the draw.</param>
    public RandomSplitter(int[] strata, int seed)
    {
        _strata = strata;
        _count = strata.Length > 0 ? strata.Max() + 1 : 1;
        var random = new SplitMix64((ulong)seed);
        _keys = new ulong[strata.Length];
        for (var row = 0; row < _keys.Length; row++)
        {
            _keys[row] = random.Next();
        }
    }

    /// <summary>The same share of every class (at least one row) is held out where it has two rows or more.</summary>
    public RowSplit? HoldOut(int[] rows, double fraction)
    {
        var counts = new int[_count];
        Array.ForEach(rows, r => counts[_strata[r]]++);
        var keys = Array.ConvertAll(counts, count => new ulong[count]);
        Array.ForEach(rows, r => keys[_strata[r]][--counts[_strata[r]]] = _keys[r]);
        var limits = Array.ConvertAll(keys, k => Limit(k, fraction));

        var (training, held) = (new List<int>(rows.Length), new List<int>());
        foreach (var row in rows)
        {
            (_keys[row] <= limits[_strata[row]] ? held : training).Add(row);
        }

        return held.Count > 0 ? new RowSplit([.. training], [.. held], []) : null;
    }

    /// <summary>As scikit-learn's StratifiedKFold: of the rows in the order of their classes one goes to each fold in turn, so that folds and their classes differ by one row at most.</summary>
    public IReadOnlyList<RowSplit>? Folds(int[] rows, int folds)
    {
        if (rows.Length < folds)
        {
            return null;
        }

        // Other bits than those that hold out rows of the others.
        var order = rows.OrderBy(r => _strata[r]).ThenBy(r => ulong.RotateLeft(_keys[r], 32)).ThenBy(r => r).ToArray();
        var foldOf = order.Select((row, place) => (row, place)).ToDictionary(p => p.row, p => p.place % folds);
        return FoldRows.Of(rows, folds, row => foldOf[row]);
    }

    /// <summary>The greatest key that is held out; null: none. SplitMix64 gives no key twice.</summary>
    private static ulong? Limit(ulong[] keys, double fraction)
    {
        if (keys.Length < 2)
        {
            return null;
        }

        return Least(keys, Math.Clamp((int)Math.Round(keys.Length * fraction), 1, keys.Length - 1) - 1);
    }

    /// <summary>The key that would be at a place if they were sorted (C. A. R. Hoare, "Algorithm 65: Find", CACM 4, 1961): they are random, so no order of them is slow.</summary>
    private static ulong Least(ulong[] keys, int place)
    {
        var (first, last) = (0, keys.Length - 1);
        while (first < last)
        {
            var pivot = keys[place];
            var (left, right) = (first, last);
            while (left <= right)
            {
                while (keys[left] < pivot)
                {
                    left++;
                }

                while (pivot < keys[right])
                {
                    right--;
                }

                if (left <= right)
                {
                    (keys[left], keys[right]) = (keys[right], keys[left]);
                    left++;
                    right--;
                }
            }

            first = right < place ? left : first;
            last = place < left ? right : last;
        }

        return keys[place];
    }
}
