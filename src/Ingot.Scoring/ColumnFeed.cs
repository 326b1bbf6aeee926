using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Scoring;

/// <summary>Feeds one input of a session from a column, batch by batch, into memory that it keeps.</summary>
/// <param name="name">The input's name.</param>
internal abstract class ColumnFeed(string name) : IDisposable
{
    private OrtValue? _tensor;
    private int _count;

    public string Name { get; } = name;

    /// <summary>The inputs of a column: its values, and whether they are there where the model asks for that.</summary>
    public static IEnumerable<ColumnFeed> Of(TableColumn column, SchemaColumn schema, bool withPresence, int capacity)
    {
        yield return column switch
        {
            NumberColumn n when schema.DataType == TensorDataType.Float64 => new TensorFeed<double>(schema.Name, capacity, row => n.Values[row]),
            NumberColumn n => new TensorFeed<float>(schema.Name, capacity, row => (float)n.Values[row]),
            BooleanColumn b => new TensorFeed<bool>(schema.Name, capacity, row => b.Values[row] == 1),
            DateColumn d => new TensorFeed<long>(schema.Name, capacity, row => d.Values[row] == DateColumn.Missing ? 0 : d.Values[row]),
            StringColumn s => new StringFeed(schema.Name, capacity, s),
            _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
        };
        if (withPresence)
        {
            yield return new TensorFeed<bool>(schema.PresenceInput, capacity, row => !column.IsMissing(row));
        }
    }

    /// <summary>The values of some rows as a tensor [count, 1], valid until the next call.</summary>
    public OrtValue Fill(RowRange rows)
    {
        if (_tensor is null || _count != rows.Count)
        {
            _tensor?.Dispose();
            _tensor = Create(rows.Count);
            _count = rows.Count;
        }

        Write(_tensor, rows);
        return _tensor;
    }

    public void Dispose() => _tensor?.Dispose();

    /// <summary>Makes the tensor that is written into again and again.</summary>
    protected abstract OrtValue Create(int count);

    /// <summary>Writes the values of some rows.</summary>
    protected abstract void Write(OrtValue tensor, RowRange rows);
}
