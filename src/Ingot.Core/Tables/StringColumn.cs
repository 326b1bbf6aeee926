namespace Ingot.Core.Tables;

/// <summary>Text, dictionary-encoded: each distinct string once.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Codes">For each row the index of its string in <paramref name="Dictionary"/>; -1 is missing.</param>
/// <param name="Dictionary">The distinct strings, in ordinal order.</param>
public sealed record StringColumn(string Name, int[] Codes, string[] Dictionary) : TableColumn(Name)
{
    /// <inheritdoc />
    public override int Rows => Codes.Length;

    /// <inheritdoc />
    public override bool IsMissing(int row) => Codes[row] < 0;

    /// <summary>The string of a row, or null when it is missing.</summary>
    public string? this[int row] => Codes[row] < 0 ? null : Dictionary[Codes[row]];

    /// <inheritdoc />
    public override TableColumn Take(ReadOnlySpan<int> rows) => new StringColumn(Name, Gather(Codes, rows), Dictionary);
}
