using System.Buffers;
using System.Text;
using System.Text.Json;
using Apache.Arrow;
using Ingot.Monitoring.Columns;
using Ingot.Monitoring.Journals;

namespace Ingot.Monitoring.PostgreSql;

/// <summary>Values of a journal's columns as PostgreSQL takes them.</summary>
internal static class ColumnValues
{
    private const string Replacement = "\uFFFD";

    /// <summary>A text. PostgreSQL's texts have no zero character: U+FFFD stands for it.</summary>
    public static string? Text(IArrowArray column, int row) => column.IsNull(row) ? null : Clean(((StringArray)column).GetString(row));

    public static long Integer(IArrowArray column, int row) => ((Int64Array)column).GetValue(row)!.Value;

    /// <summary>A time of something that happened.</summary>
    public static DateTime Instant(IArrowArray column, int row) => DateTime.UnixEpoch.AddTicks(Integer(column, row) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A range of columns of one row as a JSON object.</summary>
    public static string Json(JournalBatch batch, Range columns, int row)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            for (var c = columns.Start.Value; c < columns.End.Value; c++)
            {
                writer.WritePropertyName(batch.Columns[c].Name);
                Write(writer, batch.Columns[c].Type, batch.Rows.Column(c), row);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, LogColumnType type, IArrowArray column, int row)
    {
        if (column.IsNull(row))
        {
            writer.WriteNullValue();
            return;
        }

        switch (column)
        {
            case FloatArray floats when floats.GetValue(row) is { } value && float.IsFinite(value):
                writer.WriteNumberValue(value);
                break;
            case FloatArray floats:
                writer.WriteStringValue(NotFinite(floats.GetValue(row)!.Value));
                break;
            case DoubleArray doubles when doubles.GetValue(row) is { } value && double.IsFinite(value):
                writer.WriteNumberValue(value);
                break;
            case DoubleArray doubles:
                writer.WriteStringValue(NotFinite(doubles.GetValue(row)!.Value));
                break;
            case BooleanArray booleans:
                writer.WriteBooleanValue(booleans.GetValue(row)!.Value);
                break;
            case Int64Array integers when type == LogColumnType.Date:
                WriteDate(writer, integers.GetValue(row)!.Value);
                break;
            case Int64Array integers:
                writer.WriteNumberValue(integers.GetValue(row)!.Value);
                break;
            default:
                writer.WriteStringValue(Text(column, row));
                break;
        }
    }

    // JSON has no such numbers; PostgreSQL casts these texts to them.
    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    private static void WriteDate(Utf8JsonWriter writer, long microseconds)
    {
        const long ticks = TimeSpan.TicksPerMicrosecond;
        var (least, most) = ((DateTime.MinValue - DateTime.UnixEpoch).Ticks / ticks, (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / ticks);
        if (microseconds < least || microseconds > most)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(FormattableString.Invariant($"{DateTime.UnixEpoch.AddTicks(microseconds * ticks):yyyy-MM-dd'T'HH:mm:ss.ffffff}"));
        }
    }

    private static string Clean(string text) => text.Replace("\0", Replacement, StringComparison.Ordinal);
}
