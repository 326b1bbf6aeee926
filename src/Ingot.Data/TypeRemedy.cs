using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What values of a type look like, and what to do about those that do not.</summary>
internal static class TypeRemedy
{
    private const double Most = 0.5;

    /// <summary>What was expected, to follow "expected".</summary>
    public static string Expected(SchemaColumn column, TextReading reading) => column.Type switch
    {
        ColumnType.Number => $"a number such as {Example(column.Decimal ?? reading.Decimal, column.Decimal is null ? column.Thousands ?? reading.Thousands : column.Thousands)}{(column.Unit is { } unit ? $", with or without {unit}" : string.Empty)}",
        ColumnType.Date => column.Format is { } format ? $"a date in the format {format}" : "a date in ISO 8601 with a year of four digits, such as 2012-07-31 or 2012-07-31 23:30:00+02:00",
        ColumnType.Boolean => "true, t, yes, y, 1 or false, f, no, n, 0",
        _ => "text",
    };

    /// <summary>What to do, in full sentences.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">Some of the wrong values.</param>
    /// <param name="hasSchema">Whether people reviewed the column's type.</param>
    /// <param name="missing">Words that mean missing values in the column so far.</param>
    public static string For(SchemaColumn column, IReadOnlyList<string> values, bool hasSchema, IReadOnlyList<string> missing)
    {
        if (column.Type == ColumnType.Date && column.Format is null && DateFormats.Find(values, Most, digits: values.All(v => v.All(char.IsAsciiDigit))) is { Count: > 0 } formats)
        {
            var others = formats.Skip(1).Take(2).ToList();
            return $"They look like {formats[0]}{(others.Count > 0 ? $" (or {string.Join(", ", others)})" : string.Empty)}: {Say(column, hasSchema, "Format", formats[0])}.";
        }

        if (column.Type == ColumnType.Number && NumberStyle.Find(values, Most) is { Count: > 0 } styles)
        {
            var style = styles[0];
            var parts = new List<string>();
            if (style.Unit is { } unit && unit != column.Unit)
            {
                parts.Add(Say(column, hasSchema, "Unit", unit));
            }

            if (style.Thousands is { } thousands)
            {
                parts.Add(Say(column, hasSchema, "Thousands", thousands is ' ' && !hasSchema ? "Space" : thousands.ToString()));
            }

            if (style.Decimal != '.')
            {
                parts.Add(Say(column, hasSchema, "Decimal", style.Decimal.ToString()));
            }

            if (parts.Count > 0)
            {
                return $"They look like numbers that are written otherwise: {string.Join(", and ", parts)}.";
            }
        }

        // The label of a regression is a number, whatever its item or the schema says.
        var isLabel = column.Role == ColumnRole.Label;
        const string classes = "if they are classes, the ModelTask is BinaryClassification or MulticlassClassification";
        return hasSchema
            ? isLabel
                ? $"Correct the data, or name them in \"missing\" of the column in the schema if they mean missing values; {classes}, and the schema is inferred anew when its file is deleted."
                : "Correct the data, or the column in the schema: its type, or the words of \"missing\" if they mean missing values."
            : $"Correct the data; or say in the project what they are: {ColumnItem.Missing([column.Name], values.Distinct(StringComparer.Ordinal).Take(3), missing)} if they mean missing values; {(isLabel ? classes : "Type=\"String\" if the column is text")}.";
    }

    private static string Say(SchemaColumn column, bool hasSchema, string metadata, string value) => hasSchema
        ? $"add \"{metadata.ToLowerInvariant()}\": \"{value}\" to the column in the schema"
        : $"say {ColumnItem.Of(column.Name, metadata, value)}";

    private static string Example(char separator, char? thousands) => $"-1{thousands}234{separator}5";
}
