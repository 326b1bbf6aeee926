using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ingot.Serving.Requests;

/// <summary>Reads bodies whole, up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body. Whoever has used it advances the reader to its end.</summary>
    /// <param name="context">The request.</param>
    /// <param name="maxBytes">Bytes that it may have.</param>
    /// <param name="share">What it takes of all bodies' bytes; null: it is too small to count.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestException">413: it is larger. 415: it is not JSON. 429: all bodies together are too large.</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext context, int maxBytes, BodyBudget.Share? share, CancellationToken cancellation)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            throw new RequestException(415, "The request's Content-Type is not application/json.");
        }

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
