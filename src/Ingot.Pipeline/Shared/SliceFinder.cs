using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;

namespace Ingot.Pipeline.Shared;

/// <summary>Finds the rows of slices in the reference data.</summary>
/// <param name="reference">The reference data.</param>
/// <param name="referenceFile">The file that they were read from, row by row the same.</param>
internal sealed class SliceFinder(Table reference, string referenceFile)
{
    /// <summary>The greatest number of values of a column that is sliced by each of them.</summary>
    public const int MaxValues = 50;

    private const int ListedColumns = 50;

    /// <summary>
    /// All slices that a project asks for, in the order in which it does, the values of a column in ordinal order; then
    /// those that only gates name. A gate's slice that does not exist is left to the Gate stage, which knows what was measured.
    /// </summary>
    public IReadOnlyList<SliceRows> Find(IReadOnlyList<SliceSpec> slices, IReadOnlyList<string> gateSlices)
    {
        var found = new List<SliceRows>();
        var definitions = new Dictionary<string, SliceSpec>(StringComparer.Ordinal);
        foreach (var slice in slices)
        {
            foreach (var rows in RowsOf(slice))
            {
                if (definitions.TryAdd(rows.Name, slice))
                {
                    found.Add(rows);
                }
                else if (slice.Where is not null || definitions[rows.Name].Where is not null)
                {
                    throw new IngotException(EvaluateDiagnostics.InvalidSlice.At(
                        slice.Location, $"Two slices are called '{rows.Name}', so a gate could not say which one it means. Give the one with the metadata Where another name."));
                }
            }
        }

        var named = gateSlices.Distinct(StringComparer.Ordinal).Where(s => !definitions.ContainsKey(s));
        return [.. found, .. named.Select(OfOneValue).OfType<SliceRows>()];
    }

    /// <summary>The columns that slices are made of.</summary>
    public IEnumerable<TableColumn> Columns(IReadOnlyList<SliceSpec> slices, IReadOnlyList<string> gateSlices) =>
        slices.Where(s => s.Where is null).Select(s => s.Name)
            .Concat(gateSlices.Where(s => !slices.Any(d => d.Where is not null && d.Name == s)))
            .Select(name => ColumnOf(name) ?? Split(name)?.Column)
            .OfType<TableColumn>()
            .Distinct();

    private List<SliceRows> RowsOf(SliceSpec slice)
    {
        if (slice.Where is { } condition)
        {
            return [new SliceRows(slice.Name, Matching(condition, $"slice '{slice.Name}'", slice.Location))];
        }

        if (ColumnOf(slice.Name) is { } column)
        {
            return OfEachValue(slice, column);
        }

        return OfOneValue(slice.Name) is { } rows
            ? [rows]
            : throw new IngotException(EvaluateDiagnostics.InvalidSlice.At(
                slice.Location,
                $"Slice '{slice.Name}' is not a column of the reference data{DiagnosticText.DidYouMean(slice.Name, reference.Columns.Select(c => c.Name))}; expected one of {string.Join(", ", reference.Columns.Select(c => c.Name).Where(n => n != PredictionSets.RowNumber).Take(ListedColumns))}, 'column=value', or a name with the metadata Where."));
    }

    private TableColumn? ColumnOf(string name) => name == PredictionSets.RowNumber ? null : reference.Find(name);

    /// <summary>Column and value of <c>column=value</c>; a column's name may itself have the sign.</summary>
    private (TableColumn Column, string Value)? Split(string name)
    {
        for (var at = name.IndexOf('=', StringComparison.Ordinal); at >= 0; at = name.IndexOf('=', at + 1))
        {
            if (ColumnOf(name[..at]) is { } column)
            {
                return (column, name[(at + 1)..]);
            }
        }

        return null;
    }

    private SliceRows? OfOneValue(string name)
    {
        if (Split(name) is not var (column, value))
        {
            return null;
        }

        var text = Canonical(column, value);
        return new SliceRows(name, [.. Enumerable.Range(0, column.Rows).Where(row => TextOf(column, row) == text)]);
    }

    /// <summary>Whether a column has more values than slices are made of.</summary>
    public static bool HasTooMany(TableColumn column) => Enumerable.Range(0, column.Rows).Select(row => TextOf(column, row)).Distinct().Skip(MaxValues).Any();

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
                        $"Slice '{slice.Name}' has more than {MaxValues} values. Slice by a condition, such as {SliceExamples.OfCondition(column)}, or by single values, such as {SliceExamples.OfValue(column, rows.Keys.First(v => v.Length > 0))}."));
                }
            }

            list.Add(row);
        }

        return [.. rows.Select(p => new SliceRows($"{column.Name}={p.Key}", [.. p.Value]))];
    }

    /// <summary>The rows that fulfil a condition, in ascending order.</summary>
    /// <param name="condition">In SQL.</param>
    /// <param name="owner">What has it, for diagnostics.</param>
    /// <param name="location">Where that stands.</param>
    /// <exception cref="IngotException">INGOT3001: it is not SQL over the reference data.</exception>
    public int[] Matching(string condition, string owner, SourceLocation location)
    {
        try
        {
            return ParquetTable.RowsWhere(referenceFile, condition);
        }
        catch (System.Data.Common.DbException e)
        {
            throw new IngotException(
                EvaluateDiagnostics.InvalidSlice.At(
                    location, $"The condition Where=\"{condition}\" of {owner} is not valid SQL over the reference data: {e.Message.Split('\n')[0]} Write a condition such as: age > 60; a name with blanks stands in double quotes (&quot;)."),
                e);
        }
    }

    /// <summary>What a person wrote as the data's own values are written: 1.0 is 1, True is true.</summary>
    private static string Canonical(TableColumn column, string value) => column switch
    {
        NumberColumn when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => TextOf(number),
        BooleanColumn when bool.TryParse(value, out var truth) => TextOf(truth),
        _ => value,
    };

    // Missing values and empty texts are one: so the model sees them.
    private static string TextOf(TableColumn column, int row) => column switch
    {
        _ when column.IsMissing(row) => string.Empty,
        StringColumn s => s[row]!,
        NumberColumn n => TextOf(n.Values[row]),
        BooleanColumn b => TextOf(b.Values[row] == 1),
        DateColumn d => DateTime.UnixEpoch.AddMicroseconds(d.Values[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
    };

    // Adding 0 makes 0 of -0.
    private static string TextOf(double number) => (number + 0.0).ToString(CultureInfo.InvariantCulture);

    private static string TextOf(bool truth) => truth ? "true" : "false";
}
