using System.Globalization;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Explain;

/// <summary>Rows that a person writes down as JSON: an object with a value for each column, or an array of such.</summary>
internal static class RowsOfJson
{
    /// <summary>Reads rows. A text of a column that is not one of texts is read as a cell of a data file is; what is absent or null is missing.</summary>
    /// <exception cref="IngotException">INGOT1050: it is no such JSON, a column is unknown, or a value cannot be read.</exception>
    public static Table Read(string json, string source, ModelSchema schema)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement[] rows = document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : [document.RootElement];
            List<SchemaColumn> features = [.. schema.Features];
            foreach (var name in rows.SelectMany(r => r.EnumerateObject()).Select(p => p.Name).Where(n => schema.Columns.All(c => c.Name != n)))
            {
                throw Wrong(source, $"There is no column '{DiagnosticText.Shorten(name)}'{DiagnosticText.DidYouMean(name, features.Select(f => f.Name))}; expected {DiagnosticText.List(features.Select(f => f.Name))}.");
            }

            return new Table([.. features.Select(c => Column(c, schema, rows, source))], rows.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new IngotException(
                PrepareDiagnostics.RowUnusable.At(new SourceLocation(source), $"'{source}' is no row: {e.Message.TrimEnd('.')}. Expected a JSON object with a value for each column, such as {{\"tenure\": 3, \"contract\": \"Month-to-month\"}}, or an array of them."), e);
        }
    }

    private static TableColumn Column(SchemaColumn column, ModelSchema schema, JsonElement[] rows, string source)
    {
        var reader = schema.ReaderOf(column);
        T[] Values<T>(T missing, Func<JsonElement, string?, T?> read)
            where T : struct => Array.ConvertAll(rows, row =>
            {
                if (!row.TryGetProperty(column.Name, out var value) || value.ValueKind == JsonValueKind.Null)
                {
                    return missing;
                }

                var text = value.ValueKind == JsonValueKind.String ? reader.Text(value.GetString()) : null;
                return value.ValueKind == JsonValueKind.String && text is null ? missing
                    : read(value, text) ?? throw Wrong(source, $"The column '{DiagnosticText.Shorten(column.Name)}' is a {column.Type} column, and its value is {DiagnosticText.Shorten(value.GetRawText())}.");
            });

        switch (column.Type)
        {
            case ColumnType.Number:
                return new NumberColumn(column.Name, Values(double.NaN, (v, text) => text is not null ? reader.Number(text) : v.ValueKind == JsonValueKind.Number ? reader.Number(v.GetDouble()) : null));
            case ColumnType.Boolean:
                return new BooleanColumn(column.Name, Values<sbyte>(-1, (v, text) => (text is not null ? Core.Reading.ValueReader.Boolean(text) : v.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    _ => (bool?)null,
                }) switch { true => 1, false => 0, _ => null }));
            case ColumnType.Date:
                return new DateColumn(column.Name, Values(DateColumn.Missing, (_, text) => text is null ? null : reader.Date(text)));
            default:
                var texts = Array.ConvertAll(rows, row => row.TryGetProperty(column.Name, out var value) ? value.ValueKind switch
                {
                    JsonValueKind.String => reader.Text(value.GetString()),
                    JsonValueKind.Null => null,
                    JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
                    _ => throw Wrong(source, $"The column '{DiagnosticText.Shorten(column.Name)}' is a String column, and its value is {DiagnosticText.Shorten(value.GetRawText())}."),
                } : null);
                string[] dictionary = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                return new StringColumn(column.Name, Array.ConvertAll(texts, t => t is null ? -1 : Array.BinarySearch(dictionary, t, StringComparer.Ordinal)), dictionary);
        }
    }

    private static IngotException Wrong(string source, FormattableString message) => new(PrepareDiagnostics.RowUnusable.At(new SourceLocation(source), message));
}
