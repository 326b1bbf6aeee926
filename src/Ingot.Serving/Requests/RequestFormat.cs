using System.Buffers;
using System.Text.Json;
using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>How requests and answers are written.</summary>
internal abstract class RequestFormat
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>Its name in metrics.</summary>
    public abstract string Name { get; }

    /// <summary>Reads a request against the inputs of a model.</summary>
    /// <exception cref="RequestException">The request is wrong.</exception>
    public PredictionRequest Read(ReadOnlySequence<byte> body, ModelSignature signature, int maxRows)
    {
        // What lies in one piece is read much faster.
        var piece = body.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            if (piece is not null)
            {
                body.CopyTo(piece);
            }

            var reader = new Utf8JsonReader(piece is null ? body.FirstSpan : piece.AsSpan(0, (int)body.Length), Options);
            return Read(ref reader, signature, maxRows);
        }
        catch (JsonException e)
        {
            throw RequestException.Wrong(
                $"The body is not valid JSON at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}: {What(e.Message)}. A missing value is null; NaN and Infinity are not JSON.");
        }
        catch (InvalidOperationException e) when (e.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            throw RequestException.Wrong($"The body has text that is not valid UTF-8, or half of a surrogate pair.");
        }
        finally
        {
            if (piece is not null)
            {
                ArrayPool<byte>.Shared.Return(piece);
            }
        }
    }

    /// <summary>Writes the answer.</summary>
    public abstract void Write(Utf8JsonWriter writer, ServedModel model, PredictionRequest request, string id, OutputBatch outputs);

    protected abstract PredictionRequest Read(ref Utf8JsonReader reader, ModelSignature signature, int maxRows);

    private static string What(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
