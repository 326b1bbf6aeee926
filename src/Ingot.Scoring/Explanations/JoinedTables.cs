using Ingot.Core.Tables;

namespace Ingot.Scoring.Explanations;

/// <summary>Rows of two tables as one.</summary>
internal static class JoinedTables
{
    /// <summary>The rows of the first, then those of the second.</summary>
    public static Table Of(Table first, Table second, IEnumerable<string> columns) => new([.. columns.Select(name => Of(first[name], second[name]))], first.Rows + second.Rows);

    private static TableColumn Of(TableColumn first, TableColumn second) => (first, second) switch
    {
        (NumberColumn a, NumberColumn b) => new NumberColumn(a.Name, [.. a.Values, .. b.Values]),
        (BooleanColumn a, BooleanColumn b) => new BooleanColumn(a.Name, [.. a.Values, .. b.Values]),
        (DateColumn a, DateColumn b) => new DateColumn(a.Name, [.. a.Values, .. b.Values]),
        (StringColumn a, StringColumn b) => Of(a, b),
        _ => throw new ArgumentException($"The column {first.Name} has two types.", nameof(second)),
    };

    private static StringColumn Of(StringColumn first, StringColumn second)
    {
        string[] all = [.. first.Dictionary.Union(second.Dictionary, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        IEnumerable<int> Codes(StringColumn column)
        {
            var places = Array.ConvertAll(column.Dictionary, s => Array.BinarySearch(all, s, StringComparer.Ordinal));
            return column.Codes.Select(c => c < 0 ? -1 : places[c]);
        }

        return new StringColumn(first.Name, [.. Codes(first), .. Codes(second)], all);
    }
}
