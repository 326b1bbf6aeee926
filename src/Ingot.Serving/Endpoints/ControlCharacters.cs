using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Endpoints;

/// <summary>
/// Escapes the control characters that the writer of OpenAPI documents leaves in strings as they are (RFC 8259, section 7, forbids that): names of columns
/// and categories come from data, and may have any.
/// </summary>
internal static class ControlCharacters
{
    private const byte FirstOther = 0x20;

    public static async ValueTask<object?> EscapeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        var body = response.Body;
        using var written = new MemoryStream();
        response.Body = written;
        object? result;
        try
        {
            result = await next(context);
            await response.BodyWriter.FlushAsync(context.HttpContext.RequestAborted);
        }
        finally
        {
            response.Body = body;
        }

        await body.WriteAsync(Escape(written.GetBuffer().AsSpan(0, (int)written.Length)), context.HttpContext.RequestAborted);
        return result;
    }

    // Line feeds, carriage returns and tabs it writes between strings; in strings it escapes them itself.
    internal static byte[] Escape(ReadOnlySpan<byte> json)
    {
        using var escaped = new MemoryStream(json.Length);
        foreach (var character in json)
        {
            if (character < FirstOther && character is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                escaped.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"\\u{(int)character:x4}")));
            }
            else
            {
                escaped.WriteByte(character);
            }
        }

        return escaped.ToArray();
    }
}
