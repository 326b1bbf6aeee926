namespace Ingot.Core.Tables;

/// <summary>Truth values.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">One value per row: 1 true, 0 false, -1 missing.</param>
public sealed record BooleanColumn(string Name, sbyte[] Values) : TableColumn(Name)
{
    /// <inheritdoc />
    public override int Rows => Values.Length;

    /// <inheritdoc />
    public override bool IsMissing(int row) => Values[row] < 0;

    /// <inheritdoc />
    public override TableColumn Take(ReadOnlySpan<int> rows) => new BooleanColumn(Name, Gather(Values, rows));
}
