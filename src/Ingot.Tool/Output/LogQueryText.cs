using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Ingot.Core;
using Ingot.Monitoring.Queries;
using Spectre.Console;

namespace Ingot.Tool.Output;

/// <summary>What a query of a log found, for people and for scripts.</summary>
internal static class LogQueryText
{
    /// <summary>As a table.</summary>
    public static Table ToTable(LogQueryResult result)
    {
        var table = ConsoleTable.Of([.. result.Columns.Select(c => c.Name)]);
        foreach (var row in result.Rows)
        {
            table.AddRow([.. row.Select(v => ConsoleTable.Cell(Text(v)))]);
        }

        return table;
    }

    /// <summary>As CSV with a header and <c>\n</c>; what is missing is empty.</summary>
    public static string ToCsv(LogQueryResult result)
    {
        var csv = new StringBuilder();
        Line(result.Columns.Select(c => c.Name));
        foreach (var row in result.Rows)
        {
            Line(row.Select(Text));
        }

        return csv.ToString();

        void Line(IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Quoted)).Append('\n');
    }

    /// <summary>As JSON: the columns, since a name may be there twice, then the rows.</summary>
    public static string ToJson(LogQueryResult result)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, JsonFormat.Writer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            foreach (var (name, type) in result.Columns)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("type", type);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            foreach (var row in result.Rows)
            {
                writer.WriteStartArray();
                Array.ForEach(row, v => Write(writer, v));
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteBoolean("isCutOff", result.IsCutOff);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger:
                writer.WriteRawValue(Text(value));
                break;
            case IDictionary entries:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in entries)
                {
                    writer.WritePropertyName(Text(entry.Key));
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items and not string:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                // JSON has no NaN, no infinite numbers and no times: they are texts, as everywhere else.
                writer.WriteStringValue(Text(value));
                break;
        }
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IDictionary entries => $"{{{string.Join(", ", entries.Cast<DictionaryEntry>().Select(e => $"{Text(e.Key)}: {Text(e.Value)}"))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
