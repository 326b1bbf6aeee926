using Ingot.Onnx.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.MLNet;

/// <summary>Walks over a <see cref="FeatureView"/>, in its order or in a random one.</summary>
internal sealed class FeatureCursor : DataViewRowCursor
{
    private readonly LabelledRows _rows;
    private readonly FeatureMatrix? _matrix;
    private readonly SparseFeatures? _sparse;
    private readonly HashSet<int> _active;
    private readonly int[]? _order;
    private readonly CancellationToken _cancellation;
    private long _position = -1;

    public FeatureCursor(FeatureView view, IEnumerable<DataViewSchema.Column> columns, Random? random)
    {
        _rows = view.Rows;
        _sparse = _rows.Features.Sparse;
        _matrix = _sparse is null ? _rows.Features.Matrix : null;
        _cancellation = view.Cancellation;
        Schema = view.Schema;
        _active = [.. columns.Select(c => c.Index)];
        if (random is not null)
        {
            _order = [.. Enumerable.Range(0, _rows.Features.Count)];
            random.Shuffle(_order);
        }
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    private int Row => _order is null ? (int)_position : _order[_position];

    public override bool MoveNext()
    {
        if (_position + 1 >= _rows.Features.Count)
        {
            _position = -1;
            return false;
        }

        _cancellation.ThrowIfCancellationRequested();
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Delegate getter = column.Name switch
        {
            FeatureView.Features => (ValueGetter<VBuffer<float>>)Copy,
            FeatureView.Weight => (ValueGetter<float>)((ref float value) => value = _rows.Weights![Row]),
            _ when column.Type is BooleanDataViewType => (ValueGetter<bool>)((ref bool value) => value = _rows.Labels[Row] > 0),
            // A key counts from 1; 0 is its missing value.
            _ when column.Type is KeyDataViewType => (ValueGetter<uint>)((ref uint value) => value = (uint)_rows.Labels[Row] + 1),
            _ => (ValueGetter<float>)((ref float value) => value = _rows.Labels[Row]),
        };
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"The column {column.Name} has no values of type {typeof(TValue)}.");
    }

    private void Copy(ref VBuffer<float> value)
    {
        if (_sparse is not null)
        {
            var (from, count) = (_sparse.Starts[Row], _sparse.Starts[Row + 1] - _sparse.Starts[Row]);
            var some = VBufferEditor.Create(ref value, _sparse.Width, count);
            _sparse.Values.AsSpan(from, count).CopyTo(some.Values);
            if (count < _sparse.Width)
            {
                _sparse.Columns.AsSpan(from, count).CopyTo(some.Indices);
            }

            value = some.Commit();
            return;
        }

        var width = _matrix!.Names.Count;
        var editor = VBufferEditor.Create(ref value, width);
        _matrix.Values.AsSpan(Row * width, width).CopyTo(editor.Values);
        value = editor.Commit();
    }
}
