using Ingot.Core.Tables;

namespace Ingot.Pipeline.Monitor;

/// <summary>The rows of two tables, one after the other.</summary>
internal static class JoinedTable
{
    /// <summary>Joins columns of two tables.</summary>
    /// <param name="first">Has the first rows.</param>
    /// <param name="second">Has the rows after them.</param>
    /// <param name="columns">Names of columns that both have.</param>
    /// <exception cref="ArgumentException">One of them lacks a column, or has it of another type.</exception>
    public static Table Of(Table first, Table second, IReadOnlyList<string> columns) =>
        new([.. columns.Select(c => Join(Find(first, c), Find(second, c)))], first.Rows + second.Rows);

    private static TableColumn Find(Table table, string column) =>
        table.Find(column) ?? throw new ArgumentException($"One of the two tables has no column '{column}'.", nameof(table));

    private static TableColumn Join(TableColumn first, TableColumn second) => (first, second) switch
    {
        (NumberColumn a, NumberColumn b) => new NumberColumn(a.Name, [.. a.Values, .. b.Values]),
        (BooleanColumn a, BooleanColumn b) => new BooleanColumn(a.Name, [.. a.Values, .. b.Values]),
        (DateColumn a, DateColumn b) => new DateColumn(a.Name, [.. a.Values, .. b.Values]),
        (StringColumn a, StringColumn b) => Join(a, b),
        _ => throw new ArgumentException($"Column '{first.Name}' is a {first.GetType().Name} in one of the two tables, and a {second.GetType().Name} in the other.", nameof(second)),
    };

    private static StringColumn Join(StringColumn first, StringColumn second)
    {
        string[] dictionary = [.. first.Dictionary.Union(second.Dictionary, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] Codes(StringColumn column)
        {
            var codes = Array.ConvertAll(column.Dictionary, s => Array.BinarySearch(dictionary, s, StringComparer.Ordinal));
            return Array.ConvertAll(column.Codes, c => c < 0 ? -1 : codes[c]);
        }

        return new StringColumn(first.Name, [.. Codes(first), .. Codes(second)], dictionary);
    }
}
