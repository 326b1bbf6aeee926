using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Requests;

/// <summary>Writes answers of JSON whole, so that their length is known before the first byte is sent.</summary>
internal static class AnswerWriter
{
    private const int InitialBytes = 4 << 10;
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>Writes an answer into a response's buffer; it is sent by whoever flushes that.</summary>
    public static void Write<T>(HttpResponse response, T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        var json = _json ??= new Utf8JsonWriter(buffer);
        try
        {
            write(json, state);
            json.Flush();
            response.ContentType = "application/json";
            response.ContentLength = buffer.WrittenCount;
            response.BodyWriter.Write(buffer.WrittenSpan);
        }
        finally
        {
            buffer.ResetWrittenCount();
            json.Reset();
            if (buffer.Capacity > LargestKept)
            {
                (_buffer, _json) = (null, null);
            }
        }
    }
}
