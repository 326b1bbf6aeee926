using Ingot.Core.Tables;
using Ingot.Training.Splits;

namespace Ingot.Training;

/// <summary>On which side of the split, and in which fold, each training row was: <c>rows.parquet</c>.</summary>
public sealed class RowSides
{
    private static readonly string[] Sides = ["training", "validation", "left out"];
    private readonly int[] _sides;
    private readonly int[]? _folds;

    internal RowSides(int rows, RowSplit split, IReadOnlyList<RowSplit> folds)
    {
        _sides = new int[rows];
        Array.ForEach(split.HeldOut, r => _sides[r] = 1);
        Array.ForEach(split.LeftOut, r => _sides[r] = 2);
        _folds = folds.Count > 0 ? new int[rows] : null;
        for (var fold = 0; fold < folds.Count; fold++)
        {
            Array.ForEach(folds[fold].HeldOut, r => _folds![r] = fold + 1);
        }
    }

    /// <summary>The columns <c>side</c> and, with a cross-validation, <c>fold</c> (in which the row was predicted; missing: in none).</summary>
    public IReadOnlyList<TableColumn> Columns =>
    [
        new StringColumn("side", _sides, Sides),
        .. _folds is null ? [] : (TableColumn[])[new NumberColumn("fold", Array.ConvertAll(_folds, f => f == 0 ? double.NaN : f))],
    ];
}
