namespace Ingot.Serving.Requests;

/// <summary>A data type of the Open Inference Protocol: what its numbers may be.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Family">What kind of JSON values it has.</param>
/// <param name="Min">Least number.</param>
/// <param name="Max">Greatest number.</param>
internal sealed record TensorType(string Name, TensorFamily Family, decimal Min = 0, decimal Max = 0)
{
    /// <summary>All data types of the protocol.</summary>
    public static IReadOnlyDictionary<string, TensorType> All { get; } = new TensorType[]
    {
        new("BOOL", TensorFamily.Boolean),
        new("UINT8", TensorFamily.Integer, byte.MinValue, byte.MaxValue),
        new("UINT16", TensorFamily.Integer, ushort.MinValue, ushort.MaxValue),
        new("UINT32", TensorFamily.Integer, uint.MinValue, uint.MaxValue),
        new("UINT64", TensorFamily.Integer, ulong.MinValue, ulong.MaxValue),
        new("INT8", TensorFamily.Integer, sbyte.MinValue, sbyte.MaxValue),
        new("INT16", TensorFamily.Integer, short.MinValue, short.MaxValue),
        new("INT32", TensorFamily.Integer, int.MinValue, int.MaxValue),
        new("INT64", TensorFamily.Integer, long.MinValue, long.MaxValue),
        new("FP16", TensorFamily.Real),
        new("FP32", TensorFamily.Real),
        new("FP64", TensorFamily.Real),
        new("BYTES", TensorFamily.Text),
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);
}
