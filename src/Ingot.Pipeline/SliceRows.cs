using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline;

/// <summary>One slice of the reference data and its rows.</summary>
/// <param name="Name">Such as <c>contract=Two year</c>.</param>
/// <param name="Rows">Indexes of its rows, ascending.</param>
internal sealed record SliceRows(string Name, int[] Rows)
{
    private const int MaxValues = 50;

    /// <summary>All slices that a project asks for, in the order in which it does; the values of a column in ordinal order.</summary>
    public static IEnumerable<SliceRows> Find(IReadOnlyList<SliceSpec> slices, Table reference, string referenceFile) =>
        slices.SelectMany(s => RowsOf(s, reference, referenceFile)).DistinctBy(s => s.Name, StringComparer.Ordinal);

    private static IEnumerable<SliceRows> RowsOf(SliceSpec slice, Table reference, string referenceFile)
    {
        if (slice.Where is { } condition)
        {
            return [new SliceRows(slice.Name, Matching(slice, condition, referenceFile))];
        }

        if (reference.Find(slice.Name) is { } column)
        {
            return OfEachValue(slice, column);
        }

        var equals = slice.Name.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && reference.Find(slice.Name[..equals]) is { } named
            ? OfEachValue(slice with { Name = named.Name }, named).Where(s => s.Name == slice.Name).DefaultIfEmpty(new SliceRows(slice.Name, []))
            : throw new IngotException(EvaluateDiagnostics.InvalidSlice.At(
                slice.Location,
                $"Slice '{slice.Name}' is no column of the reference data; expected one of {string.Join(", ", reference.Columns.Select(c => c.Name).Where(n => n != PredictionSets.RowNumber))}, 'column=value', or a name with the metadata Where."));
    }

    private static int[] Matching(SliceSpec slice, string condition, string referenceFile)
    {
        try
        {
            return ParquetTable.RowsWhere(referenceFile, condition);
        }
        catch (System.Data.Common.DbException e)
        {
            throw new IngotException(
                EvaluateDiagnostics.InvalidSlice.At(
                    slice.Location, $"The condition Where=\"{condition}\" of slice '{slice.Name}' is not valid SQL over the reference data: {e.Message}"),
                e);
        }
    }

    private static List<SliceRows> OfEachValue(SliceSpec slice, TableColumn column)
    {
        var rows = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < column.Rows; row++)
        {
            var value = TextOf(column, row);
            if (!rows.TryGetValue(value, out var list))
            {
                rows[value] = list = [];
                if (rows.Count > MaxValues)
                {
                    throw new IngotException(EvaluateDiagnostics.InvalidSlice.At(
                        slice.Location,
                        $"Slice '{slice.Name}' has more than {MaxValues} values. Slice by a condition instead: <Slice Include=\"a name\" Where=\"{slice.Name} > …\" />."));
                }
            }

            list.Add(row);
        }

        return [.. rows.Select(p => new SliceRows($"{column.Name}={p.Key}", [.. p.Value]))];
    }

    private static string TextOf(TableColumn column, int row) => column switch
    {
        _ when column.IsMissing(row) => string.Empty,
        StringColumn s => s[row]!,
        NumberColumn n => n.Values[row].ToString(CultureInfo.InvariantCulture),
        BooleanColumn b => b.Values[row] == 1 ? "true" : "false",
        DateColumn d => DateTime.UnixEpoch.AddMicroseconds(d.Values[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
    };
}
