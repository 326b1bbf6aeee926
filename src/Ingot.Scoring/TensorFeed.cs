using Microsoft.ML.OnnxRuntime;

namespace Ingot.Scoring;

/// <summary>Feeds numbers and truth values.</summary>
internal sealed class TensorFeed<T>(string name, int capacity, Func<int, T> value) : ColumnFeed(name)
    where T : unmanaged
{
    private readonly T[] _buffer = new T[capacity];

    protected override OrtValue Create(int count) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _buffer.AsMemory(0, count), [count, 1]);

    protected override void Write(OrtValue tensor, RowRange rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            _buffer[i] = value(rows[i]);
        }
    }
}
