namespace Ingot.Training.Splits;

/// <summary>Divides rows. The same rows are always divided alike.</summary>
internal interface IRowSplitter
{
    /// <summary>Holds out a part of some rows.</summary>
    /// <param name="rows">The rows, in ascending order.</param>
    /// <param name="fraction">How much of them, above 0 and below 1.</param>
    /// <returns>The parts, each with a row; null where these rows do not give them.</returns>
    RowSplit? HoldOut(int[] rows, double fraction);

    /// <summary>Makes folds, each of which is held out once.</summary>
    /// <param name="rows">The rows, in ascending order.</param>
    /// <param name="folds">How many, 2 or more.</param>
    /// <returns>For each fold its rows and those that are learned from; null where these rows do not give so many.</returns>
    IReadOnlyList<RowSplit>? Folds(int[] rows, int folds);
}
