using System.Buffers;
using System.Text;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Runs;

namespace Ingot.Tool.Runs;

/// <summary>Runs as JSON, piece by piece: that of ten thousand runs has forty megabytes.</summary>
internal static class RunListJson
{
    private const int Piece = 64 * 1024;

    /// <summary>Writes them.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="store">The store that they are of.</param>
    /// <param name="runs">The runs.</param>
    public static void Write(TextWriter output, string store, IEnumerable<Run> runs)
    {
        var bytes = new ArrayBufferWriter<byte>(2 * Piece);
        using (var json = new Utf8JsonWriter(bytes, JsonFormat.Writer))
        {
            json.WriteStartObject();
            json.WriteString("store", store);
            json.WriteStartArray("runs");
            foreach (var run in runs)
            {
                JsonSerializer.Serialize(json, RunText.ToJson(run), JsonFormat.Options);
                if (bytes.WrittenCount + json.BytesPending > Piece)
                {
                    json.Flush();
                    Print(output, bytes);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        Print(output, bytes);
        output.WriteLine();
    }

    private static void Print(TextWriter output, ArrayBufferWriter<byte> bytes)
    {
        output.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        bytes.ResetWrittenCount();
    }
}
