using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Ingot.Onnx.Graphs;

/// <summary>One protobuf message, written field by field (the field numbers are those of the official onnx.proto).</summary>
#pragma warning disable CA1001 // A stream in memory holds nothing that must be released.
internal sealed class ProtoMessage
#pragma warning restore CA1001
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    public ProtoMessage() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    /// <summary>A message that is written already.</summary>
    public ProtoMessage(byte[] message)
        : this() => _bytes.Write(message);

    public ProtoMessage Add(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    public ProtoMessage Add(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
        return this;
    }

    public ProtoMessage Add(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    public ProtoMessage Add(int field, ProtoMessage message)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(ByteString.CopyFrom(message.ToArray()));
        return this;
    }

    public ProtoMessage AddBytes<T>(int field, T[] values)
        where T : unmanaged
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())));
        return this;
    }

    public byte[] ToArray()
    {
        _output.Flush();
        return _bytes.ToArray();
    }
}
