namespace Ingot.Training.Splits;

/// <summary>Divides rows by time: what is held out is newer than what is learned from. Rows of the same time are on one side.</summary>
/// <param name="times">When each row was, in microseconds; rows without a time have <see cref="long.MinValue"/>, and are older than all others.</param>
/// <param name="gap">How much older, in microseconds, the rows that are learned from are than the oldest one that is held out.</param>
internal sealed class TimeSplitter(long[] times, long gap) : IRowSplitter
{
    /// <summary>The newest rows are held out, as nearly the share asked for as rows of the same time allow.</summary>
    public RowSplit? HoldOut(int[] rows, double fraction)
    {
        var sorted = Sorted(rows);
        var asked = rows.Length * fraction;
        (long Cut, double Off)? best = null;
        for (var i = 1; i < sorted.Length; i++)
        {
            var off = Math.Abs(sorted.Length - i - asked);
            if (sorted[i] > sorted[i - 1] && (best is not { } so || off < so.Off))
            {
                best = (sorted[i], off);
            }
        }

        return best is { } found ? Between(rows, found.Cut, long.MaxValue) is { Training.Length: > 0 } split ? split : null : null;
    }

    /// <summary>As scikit-learn's TimeSeriesSplit: the newest rows in folds of the same size, each predicted from all rows before it, which so become more and more.</summary>
    public IReadOnlyList<RowSplit>? Folds(int[] rows, int folds)
    {
        var sorted = Sorted(rows);
        var size = sorted.Length / (folds + 1);
        if (size == 0)
        {
            return null;
        }

        // Where the first row of a fold has the time of the one before it, all rows of that time belong to this fold.
        var cuts = Enumerable.Range(0, folds).Select(fold => sorted[sorted.Length - ((folds - fold) * size)]).Append(long.MaxValue).ToArray();
        var splits = Enumerable.Range(0, folds).Select(fold => Between(rows, cuts[fold], cuts[fold + 1])).ToList();
        return splits.TrueForAll(s => s.Training.Length > 0 && s.HeldOut.Length > 0) ? splits : null;
    }

    /// <summary>What is held out is from a time on and before another; what is learned from is older by the gap; all that is older and not that is left out.</summary>
    private RowSplit Between(int[] rows, long from, long before)
    {
        var until = from < long.MinValue + gap ? long.MinValue : from - gap;
        // The newest time there is belongs to the last part too.
        bool IsHeld(long time) => time >= from && (time < before || before == long.MaxValue);
        // A row without a time is never held out, and is too near to nothing.
        bool IsOlder(long time) => time == long.MinValue || time < until;
        return new RowSplit(
            [.. rows.Where(r => IsOlder(times[r]))],
            [.. rows.Where(r => times[r] != long.MinValue && IsHeld(times[r]))],
            [.. rows.Where(r => times[r] != long.MinValue && times[r] < from && !IsOlder(times[r]))]);
    }

    private long[] Sorted(int[] rows)
    {
        var sorted = Array.ConvertAll(rows, r => times[r]);
        Array.Sort(sorted);
        return sorted;
    }
}
