using System.Globalization;
using System.Text;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Data;

/// <summary>Rows as delimited text (RFC 4180, with <c>\n</c>).</summary>
internal static class RowsText
{
    private static readonly char[] Marks = [',', '"', '\n', '\r'];

    public static void Write(string path, Table rows, ModelSchema schema)
    {
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        text.WriteLine(string.Join(',', schema.Columns.Select(c => Quoted(c.Name))));
        var cells = schema.Columns.Select(c => CellsOf(c, schema, rows[c.Name])).ToList();
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var column = 0; column < cells.Count; column++)
            {
                text.Write(column == 0 ? string.Empty : ",");
                text.Write(Quoted(cells[column](row)));
            }

            text.WriteLine();
        }
    }

    private static Func<int, string> CellsOf(SchemaColumn column, ModelSchema schema, TableColumn values) => values switch
    {
        NumberColumn n => row => n.IsMissing(row) ? string.Empty : Number(n.Values[row], column, schema),
        BooleanColumn b => row => b.IsMissing(row) ? string.Empty : b.Values[row] == 1 ? "true" : "false",
        DateColumn d => row => d.IsMissing(row) ? string.Empty : Date(d.Values[row], column, schema),
        _ => row => ((StringColumn)values)[row] ?? string.Empty,
    };

    // As many digits as the model can tell apart.
    private static string Number(double value, SchemaColumn column, ModelSchema schema)
    {
        var text = column.Precision == NumberPrecision.Float64 || column.Role != ColumnRole.Feature
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : ((float)value).ToString("R", CultureInfo.InvariantCulture);
        return text.Replace('.', column.Decimal ?? schema.Reading.Text.Decimal);
    }

    private static string Date(long microseconds, SchemaColumn column, ModelSchema schema)
    {
        var utc = DateTime.UnixEpoch.AddMicroseconds(microseconds);
        return column.Format is { } format
            ? (utc + schema.Reading.Text.Zone).ToString(format, CultureInfo.InvariantCulture)
            : utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    private static string Quoted(string text) => text.IndexOfAny(Marks) < 0 && text.AsSpan().Trim().Length == text.Length
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
