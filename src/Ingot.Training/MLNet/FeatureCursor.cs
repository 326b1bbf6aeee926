using Ingot.Onnx.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.MLNet;

/// <summary>Walks over a <see cref="FeatureView"/>.</summary>
internal sealed class FeatureCursor : RowCursor
{
    private readonly LabelledRows _rows;
    private readonly uint[] _queryOf;
    private readonly FeatureMatrix? _matrix;
    private readonly SparseFeatures? _sparse;

    public FeatureCursor(FeatureView view, IEnumerable<DataViewSchema.Column> columns, Random? random)
        : base(view.Schema, view.Rows.Features.Count, columns, random, view.Cancellation)
    {
        (_rows, _queryOf) = (view.Rows, view.QueryOf);
        _sparse = _rows.Features.Sparse;
        _matrix = _sparse is null ? _rows.Features.Matrix : null;
    }

    protected override Delegate Getter(DataViewSchema.Column column) => column.Name switch
    {
        FeatureView.Features => (ValueGetter<VBuffer<float>>)Copy,
        FeatureView.Weight => (ValueGetter<float>)((ref float value) => value = _rows.Weights![Row]),
        _ when column.Type is BooleanDataViewType => (ValueGetter<bool>)((ref bool value) => value = _rows.Labels[Row] > 0),
        // A key counts from 1; 0 is its missing value.
        FeatureView.Query => (ValueGetter<uint>)((ref uint value) => value = _queryOf[Row] + 1),
        _ when column.Type is KeyDataViewType => (ValueGetter<uint>)((ref uint value) => value = (uint)_rows.Labels[Row] + 1),
        _ => (ValueGetter<float>)((ref float value) => value = _rows.Labels[Row]),
    };

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
