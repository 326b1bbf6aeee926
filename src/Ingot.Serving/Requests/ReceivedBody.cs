using System.Buffers;
using System.IO.Pipelines;

namespace Ingot.Serving.Requests;

/// <summary>The bytes of a request's body, inflated where it was compressed, without a byte order mark. They are valid until it is disposed.</summary>
/// <param name="reader">The body's reader, when the bytes are its own; null: they are <paramref name="rented"/>.</param>
/// <param name="received">All that was received.</param>
/// <param name="bytes">What of it is to be read.</param>
/// <param name="rented">The pool's array that the bytes lie in; null: they are the reader's.</param>
internal readonly struct ReceivedBody(PipeReader? reader, ReadOnlySequence<byte> received, ReadOnlySequence<byte> bytes, byte[]? rented = null) : IDisposable
{
    private readonly SequencePosition _end = received.End;

    public ReadOnlySequence<byte> Bytes { get; } = bytes;

    /// <summary>How many bytes there are, with the byte order mark.</summary>
    public int Length { get; } = (int)received.Length;

    /// <summary>How many bytes the byte order mark has; 0: there is none.</summary>
    public int Mark { get; } = (int)(received.Length - bytes.Length);

    public void Dispose()
    {
        reader?.AdvanceTo(_end);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
