using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Requests;

/// <summary>Inflates bodies that were sent compressed, up to a limit: a few bytes can stand for very many.</summary>
internal static class BodyEncoding
{
    private const string Gzip = "gzip";
    private const string Deflate = "deflate";
    private const int LeastBuffer = 4 << 10;

    /// <summary>How a body is compressed: <c>gzip</c> or <c>deflate</c>; null: it is not.</summary>
    /// <exception cref="RequestException">415: it is compressed in another way.</exception>
    public static string? Of(HttpRequest request)
    {
        var said = request.Headers.ContentEncoding.ToString().Trim();
        return said.ToUpperInvariant() switch
        {
            "" or "IDENTITY" => null,
            "GZIP" or "X-GZIP" => Gzip,
            "DEFLATE" => Deflate,
            _ => throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType,
                $"The request's Content-Encoding is {Core.Diagnostics.DiagnosticText.Shorten(said)}; gzip and deflate are taken, one of them, or none.")
            {
                AcceptEncoding = $"{Gzip}, {Deflate}",
            },
        };
    }

    /// <summary>Inflates a body into an array of the pool.</summary>
    /// <param name="body">The compressed bytes.</param>
    /// <param name="encoding"><c>gzip</c> or <c>deflate</c>.</param>
    /// <param name="maxBytes">Bytes that it may have when it is inflated.</param>
    /// <param name="share">What it takes of all bodies' bytes; null: it is too small to count.</param>
    /// <exception cref="RequestException">400: it is damaged. 413: it is larger. 429: all bodies together are too large.</exception>
    public static (byte[] Rented, int Length) Inflate(ReadOnlySequence<byte> body, string encoding, int maxBytes, BodyBudget.Share? share)
    {
        using var source = Open(body);
        using var stream = Open(source, encoding);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(body.Length * 4, LeastBuffer), maxBytes + 1L));
        var length = 0;
        try
        {
            while (true)
            {
                share?.Hold(body.Length + buffer.Length);
                var read = stream.Read(buffer, length, buffer.Length - length);
                if (read == 0)
                {
                    return (buffer, length);
                }

                length += read;
                if (length > maxBytes)
                {
                    throw RequestException.TooLarge($"The body has more than {maxBytes} bytes when it is inflated. Send the rows in several requests.");
                }

                if (length == buffer.Length)
                {
                    buffer = Enlarge(buffer, length, maxBytes);
                }
            }
        }
        catch (Exception e)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw e is InvalidDataException or IOException
                ? RequestException.Wrong($"The body is not whole and undamaged {encoding}, which its Content-Encoding says that it is.")
                : e;
        }
    }

    private static byte[] Enlarge(byte[] buffer, int length, int maxBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(length * 2L, maxBytes + 1L));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static MemoryStream Open(ReadOnlySequence<byte> body) =>
        body.IsSingleSegment && MemoryMarshal.TryGetArray(body.First, out var piece)
            ? new MemoryStream(piece.Array!, piece.Offset, piece.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);

    /// <summary>RFC 9110 (8.4.1.2) means zlib's format (RFC 1950) by "deflate", and knows that some clients send RFC 1951 without it.</summary>
    private static Stream Open(MemoryStream source, string encoding)
    {
        if (encoding == Gzip)
        {
            return new GZipStream(source, CompressionMode.Decompress);
        }

        var (first, second) = (source.ReadByte(), source.ReadByte());
        source.Position = 0;
        return (first & 0x0F) == 8 && second >= 0 && ((first << 8) + second) % 31 == 0
            ? new ZLibStream(source, CompressionMode.Decompress)
            : new DeflateStream(source, CompressionMode.Decompress);
    }
}
