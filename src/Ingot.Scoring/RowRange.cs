namespace Ingot.Scoring;

/// <summary>Some rows of a table: a stretch of a list of row numbers, or of all rows where there is no list.</summary>
internal readonly record struct RowRange(int[]? Rows, int Start, int Count)
{
    /// <summary>The table's row at a place of the stretch.</summary>
    public int this[int index] => Rows is null ? Start + index : Rows[Start + index];
}
