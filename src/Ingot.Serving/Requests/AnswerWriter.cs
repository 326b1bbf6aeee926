using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Requests;

/// <summary>Writes answers of JSON, and data behind it, whole, so that their length is known before the first byte is sent.</summary>
internal static class AnswerWriter
{
    private const int InitialBytes = 4 << 10;
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>Writes an answer into a response's buffer; it is sent by whoever flushes that.</summary>
    /// <param name="response">The response.</param>
    /// <param name="state">What is written.</param>
    /// <param name="write">Writes the JSON.</param>
    /// <param name="writeBinary">Writes what stands behind it, if anything does.</param>
    public static void Write<T>(HttpResponse response, T state, Action<Utf8JsonWriter, T> write, Action<IBufferWriter<byte>, T> writeBinary)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        var writer = _json ??= new Utf8JsonWriter(buffer);
        try
        {
            write(writer, state);
            writer.Flush();
            var json = buffer.WrittenCount;
            writeBinary(buffer, state);
            if (buffer.WrittenCount > json)
            {
                response.ContentType = "application/octet-stream";
                response.Headers[InferenceHeader.Name] = json.ToString(CultureInfo.InvariantCulture);
            }
            else
            {
                response.ContentType = "application/json";
            }

            response.ContentLength = buffer.WrittenCount;
            response.BodyWriter.Write(buffer.WrittenSpan);
        }
        finally
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            if (buffer.Capacity > LargestKept)
            {
                (_buffer, _json) = (null, null);
            }
        }
    }
}
