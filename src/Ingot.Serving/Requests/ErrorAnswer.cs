using System.Globalization;
using System.Text.Json;
using Ingot.Core;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Requests;

/// <summary>Answers that say what is wrong: <c>{"error": …}</c> as the Open Inference Protocol has it, with the column and the row where there are any.</summary>
internal static class ErrorAnswer
{
    private const int LongestMessage = 2048;

    // On the wire nobody needs the line breaks.
    private static readonly JsonWriterOptions Format = JsonFormat.Writer with { Indented = false };

    public static Task WriteAsync(HttpContext context, RequestException error)
    {
        if (error.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (error.AcceptEncoding is { } encodings)
        {
            context.Response.Headers.AcceptEncoding = encodings;
        }

        return WriteAsync(context, error.Status, error.Message, error.Column, error.Row);
    }

    public static async Task WriteAsync(HttpContext context, int status, string message, string? column = null, int? row = null)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        response.StatusCode = status;
        response.ContentType = "application/json";
        await using (var writer = new Utf8JsonWriter(response.BodyWriter, Format))
        {
            writer.WriteStartObject();
            writer.WriteString("error"u8, message.Length <= LongestMessage ? message : message[..LongestMessage]);
            if (column is { Length: <= LongestMessage })
            {
                writer.WriteString("column"u8, column);
            }

            if (row is { } number)
            {
                writer.WriteNumber("row"u8, number);
            }

            writer.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
