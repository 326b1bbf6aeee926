using System.Text;

namespace Ingot.Scoring.Explanations;

/// <summary>
/// Adds to an ONNX file by bytes behind its own: protobuf joins the two messages (https://protobuf.dev/programming-guides/encoding/#last-one-wins).
/// </summary>
internal static class OnnxAddition
{
    private const int Double = 11;

    /// <summary>A value of the graph, a table of doubles, as a further output.</summary>
    public static byte[] Output(byte[] onnx, string value)
    {
        byte[] info = [.. Message(1, Encoding.UTF8.GetBytes(value)), .. Message(2, Message(1, [0x08, Double]))];
        return [.. onnx, .. Message(7, Message(12, info))];
    }

    /// <summary>One more line of metadata.</summary>
    public static byte[] Metadata(byte[] onnx, string key, string value) =>
        [.. onnx, .. Message(14, [.. Message(1, Encoding.UTF8.GetBytes(key)), .. Message(2, Encoding.UTF8.GetBytes(value))])];

    private static byte[] Message(int field, byte[] content)
    {
        var bytes = new List<byte> { (byte)((field << 3) | 2) };
        var length = content.Length;
        for (; length > 0x7F; length >>= 7)
        {
            bytes.Add((byte)((length & 0x7F) | 0x80));
        }

        bytes.Add((byte)length);
        return [.. bytes, .. content];
    }
}
