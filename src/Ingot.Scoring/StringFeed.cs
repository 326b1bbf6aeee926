using System.Text;
using Ingot.Core.Tables;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Scoring;

/// <summary>
/// Feeds strings. Each string of the dictionary is encoded once, and an element of the tensor is written only where it
/// differs from what the batch before left there: handing strings to ONNX Runtime is the most expensive part of scoring.
/// </summary>
internal sealed class StringFeed(string name, int capacity, StringColumn column) : ColumnFeed(name)
{
    private readonly int[] _written = new int[capacity];
    private readonly byte[]?[] _encoded = new byte[column.Dictionary.Length][];

    protected override OrtValue Create(int count)
    {
        // A new tensor's elements are empty, as missing strings are.
        Array.Fill(_written, -1);
        return OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [count, 1]);
    }

    protected override void Write(OrtValue tensor, RowRange rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var code = column.Codes[rows[i]];
            if (code != _written[i])
            {
                _written[i] = code;
                tensor.StringTensorSetElementAt(Encoded(code), i);
            }
        }
    }

    private ReadOnlySpan<byte> Encoded(int code) =>
        code < 0 ? [] : _encoded[code] ??= Encoding.UTF8.GetBytes(column.Dictionary[code]);
}
