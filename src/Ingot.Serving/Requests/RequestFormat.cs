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

    /// <summary>Whether data may stand behind the JSON.</summary>
    protected virtual bool TakesBinary => false;

    /// <summary>Reads a request against the inputs of a model.</summary>
    /// <param name="body">The body.</param>
    /// <param name="signature">The model's inputs.</param>
    /// <param name="maxRows">Rows that a request may have.</param>
    /// <param name="jsonBytes">How much of the body is JSON, when data may stand behind it; null: all.</param>
    /// <exception cref="RequestException">The request is wrong.</exception>
    public PredictionRequest Read(ReadOnlySequence<byte> body, ModelSignature signature, int maxRows, int? jsonBytes = null)
    {
        if (jsonBytes is not null && !TakesBinary)
        {
            throw RequestException.Wrong($"The header {InferenceHeader.Name} says that data stand behind the JSON; only v2/models/NAME/infer takes them.");
        }

        // What lies in one piece is read much faster.
        var piece = body.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            if (piece is not null)
            {
                body.CopyTo(piece);
            }

            var whole = piece is null ? body.FirstSpan : piece.AsSpan(0, (int)body.Length);
            var end = jsonBytes ?? whole.Length;
            var reader = new Utf8JsonReader(whole[..end], Options);
            return Read(ref reader, whole[end..], signature, maxRows);
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

    /// <summary>Writes what stands behind the answer's JSON, if anything does.</summary>
    public virtual void WriteBinary(IBufferWriter<byte> buffer, PredictionRequest request, OutputBatch outputs)
    {
    }

    protected abstract PredictionRequest Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> binary, ModelSignature signature, int maxRows);

    private static string What(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
