using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.Pipelines;

/// <summary>Walks over a <see cref="TableView"/>, in its order or in a random one.</summary>
internal sealed class TableCursor : DataViewRowCursor
{
    private readonly TableView _view;
    private readonly HashSet<int> _active;
    private readonly int[]? _order;
    private long _position = -1;

    public TableCursor(TableView view, IEnumerable<DataViewSchema.Column> columns, Random? random)
    {
        _view = view;
        _active = [.. columns.Select(c => c.Index)];
        if (random is not null)
        {
            _order = [.. Enumerable.Range(0, view.Rows)];
            random.Shuffle(_order);
        }
    }

    public override DataViewSchema Schema => _view.Schema;

    public override long Position => _position;

    public override long Batch => 0;

    private int Row => _order is null ? (int)_position : _order[_position];

    public override bool MoveNext()
    {
        if (_position + 1 >= _view.Rows)
        {
            _position = -1;
            return false;
        }

        _view.Cancellation.ThrowIfCancellationRequested();
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _view.Getters[column.Index](() => Row) as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"The column {column.Name} has no values of type {typeof(TValue)}.");
}
