using System.Globalization;
using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Releases.Validation;

/// <summary>The inputs of golden rows as a table that a model scores.</summary>
internal static class GoldenTable
{
    /// <summary>Makes the table.</summary>
    /// <exception cref="InvalidDataException">A value is not of its column's type.</exception>
    public static Table Of(IReadOnlyList<GoldenRow> rows, ModelSchema schema)
    {
        try
        {
            return new Table([.. schema.Features.Select(c => Column(c, [.. rows.Select(r => r.Inputs[c.Name])]))], rows.Count);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"The golden rows cannot be used: a golden row has a value of another type than its column's: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static TableColumn Column(SchemaColumn column, JsonNode?[] values) => column.Type switch
    {
        ColumnType.Number => new NumberColumn(column.Name, Array.ConvertAll(values, v => v is null ? double.NaN : v.GetValue<double>())),
        ColumnType.Boolean => new BooleanColumn(column.Name, Array.ConvertAll(values, v => v is null ? (sbyte)-1 : v.GetValue<bool>() ? (sbyte)1 : (sbyte)0)),
        ColumnType.Date => new DateColumn(column.Name, Array.ConvertAll(values, v => v is null ? DateColumn.Missing : Microseconds(v.GetValue<string>()))),
        _ => Strings(column.Name, Array.ConvertAll(values, v => v?.GetValue<string>())),
    };

    private static StringColumn Strings(string name, string?[] values)
    {
        string[] dictionary = [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new StringColumn(name, Array.ConvertAll(values, v => v is null ? -1 : Array.BinarySearch(dictionary, v, StringComparer.Ordinal)), dictionary);
    }

    private static long Microseconds(string date) =>
        DateColumn.Microseconds(DateTime.Parse(date, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
}
