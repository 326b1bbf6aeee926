namespace Ingot.Core.Drift;

/// <summary>
/// The two samples of a column of numbers. Cells: bins of about as many rows of the reference each; of a reference of few distinct values
/// these values and the unseen ones.
/// </summary>
internal sealed class NumberComparison : DriftComparison
{
    /// <summary>Deciles of the reference, as N. Siddiqi's scorecards have them.</summary>
    public const int BinCount = 10;

    // Where the reference's bins end, as places among its distinct values; the last bin has no end.
    private readonly int[] _edges;

    public NumberComparison(NumberWindow window)
    {
        Window = window;
        _edges = AsCategories ? [] : Edges(window.Reference);
        Cells = AsCategories ? CellsOfValues() : CellsOfBins();
    }

    public NumberWindow Window { get; }

    public override DriftColumnKind Kind => DriftColumnKind.Number;

    public override long ReferenceRows => Window.Reference.Rows;

    public override long CurrentRows => Window.Rows;

    public override long ReferenceMissing => Window.Reference.Missing;

    public override long CurrentMissing => Window.Missing;

    public override int DistinctValues => Window.Reference.DistinctValues;

    public override CellTable Cells { get; }

    private bool AsCategories => DistinctValues <= DriftChoice.FewValues;

    public override IReadOnlyList<DriftBin> Bins() =>
        [.. Enumerable.Range(0, Cells.Reference.Length)
            .Where(i => !AsCategories || Cells.Reference[i] + Cells.Current[i] > 0)
            .Select(i =>
            {
                var values = Window.Reference.Values;
                var kind = !AsCategories ? DriftBinKind.Range : i < Cells.Reference.Length - 1 ? DriftBinKind.Category : DriftBinKind.Unseen;
                return new DriftBin(
                    kind != DriftBinKind.Category ? null : DriftValues.Category(
                        i < values.Length ? values[i] : i == values.Length ? double.NegativeInfinity : double.PositiveInfinity),
                    kind,
                    kind == DriftBinKind.Range && i > 0 ? values[_edges[i - 1]] : null,
                    kind == DriftBinKind.Range && i < _edges.Length ? values[_edges[i]] : null,
                    Cells.Reference[i],
                    Cells.Current[i],
                    Cells.ReferenceShare(i),
                    Cells.CurrentShare(i));
            })];

    // Quantiles by the inverted distribution function: the least value that so many rows do not exceed.
    private static int[] Edges(NumberReference reference)
    {
        var edges = new List<int>();
        var below = reference.NegativeInfinite;
        for (int i = 0, part = 1; i < reference.Values.Length - 1 && part < BinCount; i++)
        {
            below += reference.Counts[i];
            if (below * BinCount >= part * reference.Rows)
            {
                edges.Add(i);
                part = (int)(below * BinCount / reference.Rows) + 1;
            }
        }

        return [.. edges];
    }

    private CellTable CellsOfBins()
    {
        var reference = Window.Reference;
        var referenceCounts = new long[_edges.Length + 1];
        var currentCounts = new long[_edges.Length + 1];
        referenceCounts[0] += reference.NegativeInfinite;
        currentCounts[0] += Window.NegativeInfinite;
        referenceCounts[^1] += reference.PositiveInfinite;
        currentCounts[^1] += Window.PositiveInfinite;
        int bin = 0, value = 0;
        for (var knot = 0; knot <= reference.Knots.Length; knot++)
        {
            currentCounts[bin] += Window.Cells[2 * knot];
            if (knot < reference.Knots.Length)
            {
                referenceCounts[bin] += reference.KnotCounts[knot];
                currentCounts[bin] += Window.Cells[(2 * knot) + 1];
                if (reference.KnotCounts[knot] > 0)
                {
                    bin += bin < _edges.Length && _edges[bin] == value ? 1 : 0;
                    value++;
                }
            }
        }

        return new CellTable(referenceCounts, currentCounts, Ordered: true);
    }

    // The values, the infinities, and the unseen ones.
    private CellTable CellsOfValues()
    {
        var reference = Window.Reference;
        var places = Enumerable.Range(0, reference.Knots.Length).Where(k => reference.KnotCounts[k] > 0).ToArray();
        long[] seen = [.. places.Select(k => Window.Cells[(2 * k) + 1])];
        return new CellTable(
            [.. reference.Counts, reference.NegativeInfinite, reference.PositiveInfinite, 0],
            [
                .. seen,
                reference.NegativeInfinite > 0 ? Window.NegativeInfinite : 0,
                reference.PositiveInfinite > 0 ? Window.PositiveInfinite : 0,
                Window.Rows - seen.Sum()
                    - (reference.NegativeInfinite > 0 ? Window.NegativeInfinite : 0) - (reference.PositiveInfinite > 0 ? Window.PositiveInfinite : 0),
            ],
            Ordered: false);
    }
}
