using System.Globalization;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Other values for a column.</summary>
internal static class ColumnChanges
{
    private const int MostValues = 50;

    // Numbers of so few values are codes.
    private const int MostCodes = 10;

    /// <summary>The column with the same value in each row, for each value that a test has or that the column can have.</summary>
    /// <exception cref="UndecidedException">A value cannot be one of the column's, or there are too few or too many.</exception>
    public static IReadOnlyList<TableColumn> Constants(SchemaColumn schema, TableColumn column, InvarianceTest test)
    {
        var texts = test.Values.Count > 0 ? test.Values : KnownValues(schema, column);
        var constants = texts.Distinct(StringComparer.Ordinal).Select(t => Constant(schema, column, column.Rows, t)).ToList();
        return constants.Count switch
        {
            0 => throw new UndecidedException($"The column '{column.Name}' has no values. Name some in Values."),
            1 when test.Values.Count == 0 => throw new UndecidedException($"The column '{column.Name}' has only one value, '{TextOf(constants[0], 0)}', and no other to try. Name others in Values, or remove the test."),
            > MostValues => throw new UndecidedException($"The column '{column.Name}' has more than {MostValues} values. Name those to try in Values."),
            _ => constants,
        };
    }

    /// <summary>The column with every value changed; missing ones stay missing, and so become those that leave the schema's range.</summary>
    /// <exception cref="UndecidedException">The change is not one of this type of column.</exception>
    public static TableColumn Changed(SchemaColumn schema, TableColumn column, ValueChange change) => column switch
    {
        NumberColumn numbers when !change.OfDates => new NumberColumn(column.Name, Array.ConvertAll(numbers.Values, v =>
        {
            var changed = change.Apply(v);
            return changed < schema.Min || changed > schema.Max ? double.NaN : changed;
        })),
        DateColumn dates when change.OfDates => new DateColumn(
            column.Name, Array.ConvertAll(dates.Values, v => v == DateColumn.Missing ? v : v + (long)change.Summand)),
        NumberColumn => throw new UndecidedException($"Change=\"{change.Text}\" is for dates, but '{column.Name}' has numbers. Write a number such as +12."),
        DateColumn => throw new UndecidedException($"Change=\"{change.Text}\" is for numbers, but '{column.Name}' has dates. Write days such as +30d."),
        _ => throw new UndecidedException($"Change=\"{change.Text}\" cannot be applied to '{column.Name}', which is a {schema.Type} column. Only numbers and dates have changes; an InvarianceTest may have Values instead."),
    };

    /// <summary>Whether two rows of the same column have the same value.</summary>
    public static bool Same(TableColumn column, TableColumn other, int row) => (column, other) switch
    {
        (StringColumn a, StringColumn b) => string.Equals(a[row] ?? string.Empty, b[row] ?? string.Empty, StringComparison.Ordinal),
        (NumberColumn a, NumberColumn b) => a.Values[row].Equals(b.Values[row]),
        (BooleanColumn a, BooleanColumn b) => a.Values[row] == b.Values[row],
        (DateColumn a, DateColumn b) => a.Values[row] == b.Values[row],
        _ => throw new ArgumentException("The columns must be of one type.", nameof(other)),
    };

    /// <summary>A value as messages show it.</summary>
    public static string TextOf(TableColumn column, int row) => column switch
    {
        _ when column.IsMissing(row) => "missing",
        StringColumn s => DiagnosticText.Shorten(s[row]!),
        NumberColumn n => n.Values[row].ToString(CultureInfo.InvariantCulture),
        BooleanColumn b => b.Values[row] == 1 ? "true" : "false",
        DateColumn d => DateTime.UnixEpoch.AddMicroseconds(d.Values[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A column of type {column.GetType()}.", nameof(column)),
    };

    private static IReadOnlyList<string> KnownValues(SchemaColumn schema, TableColumn column)
    {
        switch (column)
        {
            case StringColumn strings:
                return schema.Domain ?? [.. strings.Dictionary.Where(s => s.Length > 0)];
            case BooleanColumn:
                return ["false", "true"];
            case NumberColumn numbers:
                var distinct = numbers.Values.Where(v => !double.IsNaN(v)).Distinct().Order().Take(MostCodes + 1).ToList();
                return distinct.Count <= MostCodes
                    ? [.. distinct.Select(v => v.ToString(CultureInfo.InvariantCulture))]
                    : throw new UndecidedException($"The column '{column.Name}' has more than {MostCodes} different numbers. Add Values, or Change, which is {ValueChange.Expected}.");
            default:
                throw new UndecidedException($"The column '{column.Name}' has dates. Add Values, or Change such as +30d.");
        }
    }

    /// <summary>The same value in each row, as a person wrote it.</summary>
    /// <param name="schema">The column.</param>
    /// <param name="reference">Its reference values: for a column without a domain they are the known ones.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="text">The value.</param>
    /// <exception cref="UndecidedException">It cannot be one of the column's.</exception>
    public static TableColumn Constant(SchemaColumn schema, TableColumn reference, int rows, string text)
    {
        switch (reference)
        {
            case StringColumn strings:
                return schema.Domain?.Contains(text) == true || strings.Dictionary.Contains(text)
                    ? new StringColumn(schema.Name, new int[rows], [text])
                    : throw new UndecidedException($"'{DiagnosticText.Shorten(text)}' is not a value of '{schema.Name}'; expected one of {DiagnosticText.List(schema.Domain ?? strings.Dictionary)}.");
            case NumberColumn when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                return new NumberColumn(schema.Name, MissingColumn.Filled(rows, number));
            case BooleanColumn when text is "0" or "1" || bool.TryParse(text, out _):
                return new BooleanColumn(schema.Name, MissingColumn.Filled(rows, (sbyte)(text == "1" || (bool.TryParse(text, out var truth) && truth) ? 1 : 0)));
            case DateColumn when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date):
                return new DateColumn(schema.Name, MissingColumn.Filled(rows, (date - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond));
            default:
                throw new UndecidedException($"'{DiagnosticText.Shorten(text)}' is not a value of '{schema.Name}', which is a {schema.Type} column. Correct Values.");
        }
    }
}
