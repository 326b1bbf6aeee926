namespace Ingot.Training.Splits;

/// <summary>Folds of rows that are all in one of them.</summary>
internal static class FoldRows
{
    /// <summary>Of each fold its rows, and all others to learn from.</summary>
    /// <param name="rows">The rows, in ascending order.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="foldOf">The fold of a row, from 0.</param>
    public static IReadOnlyList<RowSplit> Of(int[] rows, int folds, Func<int, int> foldOf)
    {
        var of = Array.ConvertAll(rows, r => foldOf(r));
        return
        [
            .. Enumerable.Range(0, folds).Select(fold => new RowSplit(
                [.. rows.Where((_, i) => of[i] != fold)], [.. rows.Where((_, i) => of[i] == fold)], [])),
        ];
    }
}
