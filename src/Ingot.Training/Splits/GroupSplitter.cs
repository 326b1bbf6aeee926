using Ingot.Core.Statistics;

namespace Ingot.Training.Splits;

/// <summary>Divides rows so that all rows of a group are on one side.</summary>
/// <param name="groups">The group of each row, from 0.</param>
/// <param name="seed">Of the draw of groups.</param>
internal sealed class GroupSplitter(int[] groups, int seed) : IRowSplitter
{
    // A group that makes the held-out part greater than so many times what was asked for is passed over.
    private const double MostOfAsked = 2;

    private readonly ulong[] _keys = Keys(groups, seed);

    /// <summary>Groups are drawn until they have as many rows as asked for; where every group is too great, the smallest is held out.</summary>
    public RowSplit? HoldOut(int[] rows, double fraction)
    {
        var sizes = Sizes(rows);
        if (sizes.Count < 2)
        {
            return null;
        }

        var asked = Math.Max(1, rows.Length * fraction);
        var held = new HashSet<int>();
        var count = 0;
        foreach (var (group, size) in sizes.OrderBy(g => _keys[g.Key]))
        {
            if (count >= asked)
            {
                break;
            }

            if (count + size <= asked * MostOfAsked && held.Count < sizes.Count - 1)
            {
                held.Add(group);
                count += size;
            }
        }

        if (held.Count == 0)
        {
            held.Add(sizes.OrderBy(g => g.Value).ThenBy(g => _keys[g.Key]).First().Key);
        }

        return new RowSplit([.. rows.Where(r => !held.Contains(groups[r]))], [.. rows.Where(r => held.Contains(groups[r]))], []);
    }

    /// <summary>As scikit-learn's GroupKFold: the greatest group first, each into the fold with the fewest rows so far.</summary>
    public IReadOnlyList<RowSplit>? Folds(int[] rows, int folds)
    {
        var sizes = Sizes(rows);
        if (sizes.Count < folds)
        {
            return null;
        }

        var (foldOf, filled) = (new Dictionary<int, int>(), new long[folds]);
        foreach (var (group, size) in sizes.OrderByDescending(g => g.Value).ThenBy(g => _keys[g.Key]))
        {
            var fold = Array.IndexOf(filled, filled.Min());
            foldOf[group] = fold;
            filled[fold] += size;
        }

        return FoldRows.Of(rows, folds, row => foldOf[groups[row]]);
    }

    private Dictionary<int, int> Sizes(int[] rows) => rows.GroupBy(r => groups[r]).ToDictionary(g => g.Key, g => g.Count());

    private static ulong[] Keys(int[] groups, int seed)
    {
        var random = new SplitMix64((ulong)seed);
        var keys = new ulong[groups.Length > 0 ? groups.Max() + 1 : 0];
        for (var group = 0; group < keys.Length; group++)
        {
            keys[group] = random.Next();
        }

        return keys;
    }
}
