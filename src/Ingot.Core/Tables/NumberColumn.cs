namespace Ingot.Core.Tables;

/// <summary>Numbers; NaN is missing.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">One value per row.</param>
public sealed record NumberColumn(string Name, double[] Values) : TableColumn(Name)
{
    /// <inheritdoc />
    public override int Rows => Values.Length;

    /// <inheritdoc />
    public override bool IsMissing(int row) => double.IsNaN(Values[row]);

    /// <inheritdoc />
    public override TableColumn Take(ReadOnlySpan<int> rows) => new NumberColumn(Name, Gather(Values, rows));
}
