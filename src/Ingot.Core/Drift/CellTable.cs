using Ingot.Core.Statistics;

namespace Ingot.Core.Drift;

/// <summary>Rows of both sides in the same cells: bins of numbers in their order, or categories.</summary>
/// <param name="Reference">Rows of the reference by cell.</param>
/// <param name="Current">Rows of the window by cell.</param>
/// <param name="Ordered">Whether neighbouring cells are neighbours, as bins of numbers are.</param>
internal sealed record CellTable(long[] Reference, long[] Current, bool Ordered)
{
    // Cochran's rule, see Pooled.
    private const double LeastExpected = 5;

    // Where one side has so many rows in a cell in which both together let expect fewer than 5, that is no chance.
    private const double Plainly = 25;

    /// <summary>Whether there are too few rows for cells of 5 expected ones.</summary>
    public bool Sparse { get; private init; }

    public double ReferenceRows { get; } = Reference.Sum();

    public double CurrentRows { get; } = Current.Sum();

    public double ReferenceShare(int cell) => Reference[cell] / ReferenceRows;

    public double CurrentShare(int cell) => Current[cell] / CurrentRows;

    /// <summary>
    /// The table in which every cell has at least 5 rows to expect in the smaller sample (W. G. Cochran, "Some methods for strengthening the common
    /// chi-squared tests", Biometrics 10, 1954): bins are joined to their neighbours, categories from the rarest on. What is finer than that, such a
    /// sample cannot tell. When nothing but one cell would be left, it is as it was, without empty cells.
    /// </summary>
    /// <remarks>
    /// Which cells are joined hangs on the rows of both sides together, the margins of the table, and never on how they are divided: categories that a
    /// small window happens to lack, joined with each other, would be a difference that nobody made. The exception is what no chance divides so.
    /// </remarks>
    public CellTable Pooled()
    {
        var rows = Math.Min(ReferenceRows, CurrentRows);
        double Expected(long reference, long current) => rows * ((reference + current) / (ReferenceRows + CurrentRows));
        bool IsPlain(long reference, long current) => rows / 2 * ((reference / ReferenceRows) + (current / CurrentRows)) >= Plainly;

        // Categories come in the order of the reference's rows: of those with equally many on both sides together, it would put those first that the window has least of.
        static ulong Shuffled(int cell) => new SplitMix64((ulong)cell).Next();
        int[] used = [.. Enumerable.Range(0, Reference.Length).Where(c => Reference[c] + Current[c] > 0)];
        var reference = new List<long>();
        var current = new List<long>();
        long openReference = 0, openCurrent = 0;
        foreach (var cell in Ordered ? used : used.OrderBy(c => Reference[c] + Current[c]).ThenBy(Shuffled).ToArray())
        {
            openReference += Reference[cell];
            openCurrent += Current[cell];
            if (Expected(openReference, openCurrent) >= LeastExpected || IsPlain(openReference, openCurrent))
            {
                reference.Add(openReference);
                current.Add(openCurrent);
                (openReference, openCurrent) = (0, 0);
            }
        }

        if (reference.Count > 0)
        {
            reference[^1] += openReference;
            current[^1] += openCurrent;
        }

        // One cell tells nothing: then rather the rough truth of the rare ones.
        if (reference.Count < 2)
        {
            return new CellTable([.. used.Select(c => Reference[c])], [.. used.Select(c => Current[c])], Ordered) { Sparse = true };
        }

        return new CellTable([.. reference], [.. current], Ordered);
    }
}
