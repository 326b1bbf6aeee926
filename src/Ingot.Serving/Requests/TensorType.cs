using System.Text;
using System.Text.Json;
using Ingot.Core.Schemas;

namespace Ingot.Serving.Requests;

/// <summary>A data type of the Open Inference Protocol: what its numbers may be.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Family">What kind of JSON values it has.</param>
/// <param name="Min">Least number.</param>
/// <param name="Max">Greatest number.</param>
/// <param name="Size">Bytes of one element in binary form; 0: each says its own.</param>
internal sealed record TensorType(string Name, TensorFamily Family, decimal Min = 0, decimal Max = 0, int Size = 0)
{
    /// <summary>All data types of the protocol, the usual ones first.</summary>
    public static TensorType[] All { get; } =
    [
        new("FP32", TensorFamily.Real, Size: 4),
        new("BYTES", TensorFamily.Text),
        new("INT64", TensorFamily.Integer, long.MinValue, long.MaxValue, 8),
        new("FP64", TensorFamily.Real, Size: 8),
        new("BOOL", TensorFamily.Boolean, Size: 1),
        new("UINT8", TensorFamily.Integer, byte.MinValue, byte.MaxValue, 1),
        new("UINT16", TensorFamily.Integer, ushort.MinValue, ushort.MaxValue, 2),
        new("UINT32", TensorFamily.Integer, uint.MinValue, uint.MaxValue, 4),
        new("UINT64", TensorFamily.Integer, ulong.MinValue, ulong.MaxValue, 8),
        new("INT8", TensorFamily.Integer, sbyte.MinValue, sbyte.MaxValue, 1),
        new("INT16", TensorFamily.Integer, short.MinValue, short.MaxValue, 2),
        new("INT32", TensorFamily.Integer, int.MinValue, int.MaxValue, 4),
        new("FP16", TensorFamily.Real, Size: 2),
    ];

    /// <summary>The protocol's name of a data type.</summary>
    public static string NameOf(TensorDataType type) => type switch
    {
        TensorDataType.Float32 => "FP32",
        TensorDataType.Float64 => "FP64",
        TensorDataType.Int64 => "INT64",
        TensorDataType.Boolean => "BOOL",
        _ => "BYTES",
    };

    private byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>The type that the reader's string names; null: none.</summary>
    public static TensorType? Find(ref Utf8JsonReader reader)
    {
        foreach (var type in All)
        {
            if (reader.ValueTextEquals(type.Utf8Name))
            {
                return type;
            }
        }

        return null;
    }
}
