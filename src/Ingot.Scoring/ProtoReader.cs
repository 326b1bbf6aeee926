namespace Ingot.Scoring;

/// <summary>
/// The fields of one protobuf message, one after the other, as https://protobuf.dev/programming-guides/encoding has them. Nothing is
/// copied, and no length is believed that leads out of the message.
/// </summary>
/// <param name="message">The bytes of the message.</param>
#if INGOT_RUNTIME
internal
#else
public
#endif
ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int MaxVarintBytes = 10;
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field's value is bytes: a message, a text, or packed numbers.</summary>
    public bool IsBytes { get; private set; }

    /// <summary>The value, when it is a number of varying length; else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>The value, when it is a number of four bytes, as float; else it has no meaning.</summary>
    public float Single { get; private set; }

    /// <summary>The value, when it is bytes; else empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Reads the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The message is no protobuf.</exception>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint(ref _rest);
        (Field, IsBytes, Number) = ((int)Math.Min(tag >> 3, int.MaxValue), false, 0);
        Bytes = default;
        if (tag >> 3 is 0 or > 536_870_911)
        {
            throw new InvalidDataException($"it has a field of the number {tag >> 3}");
        }

        switch (tag & 7)
        {
            case 0:
                Number = Varint(ref _rest);
                break;
            case 1:
                Take(sizeof(ulong));
                break;
            case 2:
                IsBytes = true;
                Bytes = Take(Varint(ref _rest));
                break;
            case 5:
                Single = System.Buffers.Binary.BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(uint)));
                break;
            default:
                // Groups, of protobuf's first version, are the others: ONNX has none.
                throw new InvalidDataException($"its field {Field} has the wire type {tag & 7}, which no field of ONNX has");
        }

        return true;
    }

    /// <summary>A number of varying length from the beginning of bytes, which begin behind it then.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < bytes.Length && i < MaxVarintBytes; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("a number in it has no end");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw new InvalidDataException($"its field {Field} claims to have {count} bytes where {_rest.Length} are left");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
