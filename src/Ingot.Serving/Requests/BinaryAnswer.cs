using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Ingot.Serving.Requests;

/// <summary>Writes outputs in the binary form of the extension <c>binary_tensor_data</c>.</summary>
internal static class BinaryAnswer
{
    private const int LengthBytes = sizeof(uint);

    /// <summary>How many bytes the values of an output take.</summary>
    public static long Size(Array values)
    {
        if (values is not string[] texts)
        {
            return (long)values.Length * sizeof(float);
        }

        var size = 0L;
        foreach (var text in texts)
        {
            size += LengthBytes + Encoding.UTF8.GetByteCount(text);
        }

        return size;
    }

    /// <summary>Writes the values of an output.</summary>
    public static void Write(IBufferWriter<byte> buffer, Array values)
    {
        if (values is string[] texts)
        {
            foreach (var text in texts)
            {
                var bytes = buffer.GetSpan(LengthBytes + Encoding.UTF8.GetMaxByteCount(text.Length));
                var length = Encoding.UTF8.GetBytes(text, bytes[LengthBytes..]);
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)length);
                buffer.Advance(LengthBytes + length);
            }

            return;
        }

        var numbers = (float[])values;
        if (BitConverter.IsLittleEndian)
        {
            buffer.Write(MemoryMarshal.AsBytes<float>(numbers));
            return;
        }

        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(sizeof(float)), number);
            buffer.Advance(sizeof(float));
        }
    }
}
