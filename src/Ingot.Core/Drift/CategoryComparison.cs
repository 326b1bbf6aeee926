namespace Ingot.Core.Drift;

/// <summary>The two samples of a column of categories. Cells: each category, the reference's other ones, the unseen ones.</summary>
internal sealed class CategoryComparison : DriftComparison
{
    private readonly CategoryWindow _window;

    public CategoryComparison(CategoryWindow window)
    {
        _window = window;
        var reference = window.Reference;
        Cells = new CellTable(
            [.. reference.Counts, reference.Other, 0], [.. window.Counts, window.Other, window.Unseen.Rows], Ordered: false);
    }

    public override DriftColumnKind Kind => DriftColumnKind.Category;

    public override long ReferenceRows => _window.Reference.Rows;

    public override long CurrentRows => _window.Rows;

    public override long ReferenceMissing => _window.Reference.Missing;

    public override long CurrentMissing => _window.Missing;

    public override int DistinctValues => _window.Reference.DistinctValues;

    public override CellTable Cells { get; }

    public override IReadOnlyList<DriftBin> Bins()
    {
        var categories = _window.Reference.Categories;
        var bins = new List<DriftBin>();
        for (var i = 0; i < Cells.Reference.Length; i++)
        {
            var kind = i < categories.Count ? DriftBinKind.Category : i == categories.Count ? DriftBinKind.Other : DriftBinKind.Unseen;
            if (kind == DriftBinKind.Category || Cells.Reference[i] + Cells.Current[i] > 0)
            {
                bins.Add(new DriftBin(
                    kind == DriftBinKind.Category ? categories[i] : null, kind, null, null,
                    Cells.Reference[i], Cells.Current[i], Cells.ReferenceShare(i), Cells.CurrentShare(i)));
            }
        }

        return bins;
    }
}
