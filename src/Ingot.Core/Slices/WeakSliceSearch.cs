using Ingot.Core.Statistics;

namespace Ingot.Core.Slices;

/// <summary>
/// Searches the parts of the data on which a model is worse than on the rest: all values of columns, and all pairs of values
/// of two columns (Y. Chung, T. Kraska, N. Polyzotis, K. H. Tae, S. E. Whang, "Slice Finder: automated data slicing for
/// model validation", ICDE 2019).
/// </summary>
/// <remarks>
/// A slice of at least 30 rows and of 1 % of them is weak when its mean loss is greater than that of the other rows by
/// Welch's one-sided test at 5 %, corrected over all slices that were tested, and by an effect size of 0.4 at least, which is
/// Slice Finder's. The correction is Holm's: slices overlap, so their tests depend on each other; against any
/// dependence Benjamini and Yekutieli's correction costs more (a factor of 9 for the first of 4,000 slices), and a weak slice
/// that is not one sends somebody to look for nothing. A pair is left out when one of its two values is weak by itself, unless
/// it is weak, by the same measure, within the rows of that value too; and a value is left out when such a pair explains
/// it: when its other rows are not weak. From the most significant slice on, one that overlaps with those before is left out
/// unless it is weak, by the same measure, among the rows of those or among the others. Of slices of the same rows the first
/// one is kept.
/// </remarks>
public sealed class WeakSliceSearch
{
    /// <summary>The least number of rows of a slice.</summary>
    public const int LeastRows = 30;

    /// <summary>The least share of rows of a slice.</summary>
    public const double LeastShare = 0.01;

    /// <summary>The greatest number of columns; of more, those are taken whose values tell the losses apart best.</summary>
    public const int MostColumns = 100;

    /// <summary>The least effect size of a weak slice.</summary>
    public const double LeastEffectSize = 0.4;

    /// <summary>How many slices are listed, unless more are weak.</summary>
    public const int Listed = 20;

    /// <summary>How many weak slices are looked at for overlap; more are left out.</summary>
    public const int MostWeak = 200;

    // Some seconds on two cores.
    private const double MostVisits = 600_000_000;

    private const double Alpha = 0.05;

    private readonly double[] _losses;
    private readonly double[] _weights;
    private readonly LossSums _all;
    private readonly double _least;

    private WeakSliceSearch(double[] losses, double[] weights)
    {
        (_losses, _weights) = (losses, weights);
        for (var row = 0; row < losses.Length; row++)
        {
            _all.Add(losses[row], weights[row]);
        }

        _least = Math.Max(LeastRows, Math.Ceiling(LeastShare * losses.Length));
    }

    /// <summary>Searches.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="losses">The loss of each row.</param>
    /// <param name="weights">How much each row counts.</param>
    /// <param name="columns">The columns, in the order in which slices are to be named.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static SlicesReport Find(
        string metric, double[] losses, double[] weights, IReadOnlyList<SliceColumn> columns, CancellationToken cancellation = default)
    {
        var search = new WeakSliceSearch(losses, weights);
        var sums = new LossSums[columns.Count][];
        Parallel.For(0, columns.Count, c => sums[c] = search.Sum(columns[c].Codes, columns[c].Bins.Count));
        var kept = search.MostTelling(sums, MostColumns);
        var paired = search.MostTelling([.. kept.Select(c => sums[c])], MostPaired(losses.Length)).Select(i => kept[i]).ToList();

        var candidates = kept.SelectMany(c => search.Singles(columns[c], sums[c])).ToList();
        var pairs = paired.SelectMany((a, i) => paired.Skip(i + 1).Select(b => (A: a, B: b))).ToList();
        var found = new List<SliceCandidate>[pairs.Count];
        Parallel.For(0, pairs.Count, new ParallelOptions { CancellationToken = cancellation }, p =>
        {
            var (a, b) = pairs[p];
            found[p] = [.. search.Pairs(columns[a], sums[a], columns[b], sums[b])];
        });
        candidates.AddRange(found.SelectMany(f => f));
        return new SlicesReport
        {
            Metric = metric,
            Rows = losses.Length,
            Columns = kept.Count,
            PairedColumns = paired.Count,
            Tested = candidates.Count,
            Slices = search.Choose(candidates, cancellation),
        };
    }

    /// <summary>The number of columns whose pairs take no more visits of rows than the budget.</summary>
    private static int MostPaired(int rows)
    {
        var columns = 2;
        while (columns < MostColumns && (double)rows * (columns + 1) * columns / 2 <= MostVisits)
        {
            columns++;
        }

        return columns;
    }

    private LossSums[] Sum(byte[] codes, int bins)
    {
        // One more, for the rows in no bin: no branch in the loop.
        var sums = new LossSums[bins + 1];
        for (var row = 0; row < codes.Length; row++)
        {
            sums[Math.Min(codes[row], bins)].Add(_losses[row], _weights[row]);
        }

        return sums[..bins];
    }

    /// <summary>Indexes, ascending, of the columns whose bins' means are furthest apart.</summary>
    private List<int> MostTelling(LossSums[][] sums, int most)
    {
        double Between(LossSums[] bins) => bins.Where(b => b.Rows > 0).Sum(b => b.Rows * (b.Mean - _all.Mean) * (b.Mean - _all.Mean));
        return [.. Enumerable.Range(0, sums.Length).OrderByDescending(c => Between(sums[c])).ThenBy(c => c).Take(most).Order()];
    }

    private bool IsTested(in LossSums slice) => slice.Rows >= _least && _all.Rows - slice.Rows >= 2;

    private IEnumerable<SliceCandidate> Singles(SliceColumn column, LossSums[] sums)
    {
        for (var bin = 0; bin < sums.Length; bin++)
        {
            if (IsTested(sums[bin]))
            {
                yield return new SliceCandidate([new(column, (byte)bin)], [], sums[bin], _all);
            }
        }
    }

    private List<SliceCandidate> Pairs(SliceColumn a, LossSums[] sumsOfA, SliceColumn b, LossSums[] sumsOfB)
    {
        var (width, losses, weights) = (b.Bins.Count + 1, _losses, _weights);
        var cells = new LossSums[(a.Bins.Count + 1) * width];
        for (var row = 0; row < losses.Length; row++)
        {
            cells[(Math.Min(a.Codes[row], a.Bins.Count) * width) + Math.Min(b.Codes[row], b.Bins.Count)].Add(losses[row], weights[row]);
        }

        var found = new List<SliceCandidate>();
        for (var i = 0; i < a.Bins.Count; i++)
        {
            for (var j = 0; j < b.Bins.Count; j++)
            {
                // All rows of one of its values: that is the slice of that value.
                var cell = cells[(i * width) + j];
                if (IsTested(cell) && cell.Rows < sumsOfA[i].Rows && cell.Rows < sumsOfB[j].Rows)
                {
                    found.Add(new SliceCandidate([new(a, (byte)i), new(b, (byte)j)], [sumsOfA[i], sumsOfB[j]], cell, _all));
                }
            }
        }

        return found;
    }

    private IReadOnlyList<FoundSlice> Choose(List<SliceCandidate> candidates, CancellationToken cancellation)
    {
        var adjusted = Holm.Adjust([.. candidates.Select(c => c.Comparison.PValue)]);
        var tested = candidates.Count;
        var weak = new bool[tested];
        for (var i = 0; i < tested; i++)
        {
            weak[i] = adjusted[i] <= Alpha && candidates[i].Comparison.EffectSize >= LeastEffectSize;
        }

        var weakValues = candidates.Where((c, i) => weak[i] && c.Parents.Count == 0).Select(c => c.Sums).ToHashSet();
        bool ExplainedByValue(SliceCandidate c) => c.Parents.Any(p => weakValues.Contains(p) && !IsWeak(c.Sums, p.Without(c.Sums), tested));
        var explained = candidates.Select(ExplainedByValue).ToArray();

        // Values that are weak because of one pair.
        var explainedValues = candidates.Where((c, i) => weak[i] && !explained[i])
            .SelectMany(c => c.Parents.Where(p => weakValues.Contains(p) && !IsWeak(p.Without(c.Sums), _all.Without(p), tested)))
            .ToHashSet();

        var seen = new HashSet<LossSums>();
        var order = Enumerable.Range(0, tested)
            .Where(i => seen.Add(candidates[i].Sums) && !explained[i] && !explainedValues.Contains(candidates[i].Sums))
            .OrderBy(i => candidates[i].Comparison.PValue)
            .ThenByDescending(i => candidates[i].Comparison.Difference)
            .ThenBy(i => i)
            .ToList();
        var chosen = WithoutOverlap([.. order.Where(i => weak[i]).Take(MostWeak)], candidates, cancellation);
        return
        [
            .. chosen.Concat(order.Where(i => !weak[i]).Take(Math.Max(0, Listed - chosen.Count)))
                .Select(i => candidates[i].Describe(adjusted[i], weak[i])),
        ];
    }

    /// <summary>Those that say more than the ones before them.</summary>
    private List<int> WithoutOverlap(List<int> order, List<SliceCandidate> candidates, CancellationToken cancellation)
    {
        var chosen = new List<int>();
        var covered = new bool[_losses.Length];
        foreach (var i in order)
        {
            cancellation.ThrowIfCancellationRequested();
            var sums = new LossSums[4];
            for (var row = 0; row < covered.Length; row++)
            {
                sums[(covered[row] ? 2 : 0) + (candidates[i].Contains(row) ? 1 : 0)].Add(_losses[row], _weights[row]);
            }

            if (IsWeak(sums[1], sums[0], candidates.Count) || IsWeak(sums[3], sums[2], candidates.Count))
            {
                chosen.Add(i);
                for (var row = 0; row < covered.Length; row++)
                {
                    covered[row] |= candidates[i].Contains(row);
                }
            }
        }

        return chosen;
    }

    /// <summary>Whether a slice is weak by the same measure against other rows; not where either has too few.</summary>
    private bool IsWeak(in LossSums slice, in LossSums others, int tested)
    {
        if (slice.Rows < _least || others.Rows < _least)
        {
            return false;
        }

        var comparison = LossComparison.Of(slice, others);
        return comparison.PValue * tested <= Alpha && comparison.EffectSize >= LeastEffectSize;
    }
}
