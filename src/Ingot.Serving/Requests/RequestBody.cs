using System.Buffers;
using System.IO.Pipelines;
using Ingot.Core.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Ingot.Serving.Requests;

/// <summary>Reads bodies whole, up to a limit.</summary>
internal static class RequestBody
{
    // What no UTF-8 begins with, but a byte order mark of UTF-16 does.
    private const byte LeastOfOtherMark = 0xFE;

    /// <summary>Reads the body; whoever has used it disposes it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="maxBytes">Bytes that it may have, as it is sent and when it is inflated.</param>
    /// <param name="share">What it takes of all bodies' bytes; null: it is too small to count.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestException">
    /// 400: it is damaged. 413: it is larger. 415: it is neither called JSON nor looks like it, or is compressed or written in a way that is not
    /// taken. 429: all bodies together are too large.
    /// </exception>
    public static async ValueTask<ReceivedBody> ReadAsync(HttpContext context, int maxBytes, BodyBudget.Share? share, CancellationToken cancellation)
    {
        var request = context.Request;
        var encoding = BodyEncoding.Of(request);
        CheckCharset(request);
        var received = await ReceiveAsync(context, maxBytes, share, cancellation);
        if (encoding is null)
        {
            return Checked(request, new ReceivedBody(request.BodyReader, received, Content(received)));
        }

        byte[] rented;
        int length;
        try
        {
            (rented, length) = BodyEncoding.Inflate(received, encoding, maxBytes, share);
        }
        finally
        {
            request.BodyReader.AdvanceTo(received.End);
        }

        var inflated = new ReadOnlySequence<byte>(rented, 0, length);
        return Checked(request, new ReceivedBody(null, inflated, Content(inflated), rented));
    }

    private static async ValueTask<ReadOnlySequence<byte>> ReceiveAsync(HttpContext context, int maxBytes, BodyBudget.Share? share, CancellationToken cancellation)
    {
        var request = context.Request;
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxBytes;
        }

        while (true)
        {
            var result = await ReadAsync(request.BodyReader, maxBytes, cancellation);
            if (result.Buffer.Length > maxBytes)
            {
                request.BodyReader.AdvanceTo(result.Buffer.End);
                throw TooLarge(maxBytes);
            }

            if (share is not null)
            {
                Hold(share, request.BodyReader, result.Buffer);
            }

            if (result.IsCompleted)
            {
                return result.Buffer;
            }

            request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>JSON is UTF-8 between programs (RFC 8259, 8.1); reading another encoding as if it were would change texts.</summary>
    private static void CheckCharset(HttpRequest request)
    {
        // Most requests name none, and need no closer look.
        if (request.ContentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) == true
            && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.Charset.Length > 0)
        {
            var charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
            if (charset.ToUpperInvariant() is not ("UTF-8" or "UTF8" or "US-ASCII" or "ASCII"))
            {
                throw new RequestException(StatusCodes.Status415UnsupportedMediaType, $"The request's charset is {DiagnosticText.Shorten(charset)}; JSON is sent as UTF-8.");
            }
        }
    }

    /// <summary>The bytes behind a byte order mark, which some clients send and RFC 8259 (8.1) lets readers ignore.</summary>
    private static ReadOnlySequence<byte> Content(ReadOnlySequence<byte> received)
    {
        var reader = new SequenceReader<byte>(received);
        return reader.IsNext([0xEF, 0xBB, 0xBF], advancePast: true) ? reader.UnreadSequence : received;
    }

    /// <summary>
    /// Many clients send JSON and call it something else, or nothing: <c>curl -d</c> calls it a form. So what is called something else is
    /// taken when it begins as JSON does.
    /// </summary>
    private static ReceivedBody Checked(HttpRequest request, ReceivedBody body)
    {
        var start = new SequenceReader<byte>(body.Bytes);
        start.AdvancePastAny((byte)' ', (byte)'\t', (byte)'\r', (byte)'\n');
        if (!start.TryPeek(out var first))
        {
            return body;
        }

        var isJson = first is (byte)'{' or (byte)'[';
        if (first is 0 or >= LeastOfOtherMark || (isJson && start.TryPeek(1, out var second) && second == 0))
        {
            body.Dispose();
            throw RequestException.Wrong($"The body is UTF-16 or UTF-32; JSON is sent as UTF-8.");
        }

        if (isJson || string.IsNullOrWhiteSpace(request.ContentType) || request.HasJsonContentType())
        {
            return body;
        }

        body.Dispose();
        throw new RequestException(
            StatusCodes.Status415UnsupportedMediaType,
            $"The body is not JSON, and its Content-Type is {DiagnosticText.Shorten(request.ContentType)}; expected a JSON object or array, as application/json.");
    }

    private static void Hold(BodyBudget.Share share, PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        try
        {
            share.Hold(buffer.Length);
        }
        catch (RequestException)
        {
            reader.AdvanceTo(buffer.End);
            throw;
        }
    }

    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, int maxBytes, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (BadHttpRequestException e)
        {
            throw e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(maxBytes) : new RequestException(e.StatusCode, e.Message);
        }
    }

    private static RequestException TooLarge(int maxBytes) => RequestException.TooLarge($"The body has more than {maxBytes} bytes. Send the rows in several requests.");
}
