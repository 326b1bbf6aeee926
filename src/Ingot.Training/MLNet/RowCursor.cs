using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.MLNet;

/// <summary>Walks over the rows of a view of our own, in its order or in a random one.</summary>
internal abstract class RowCursor : DataViewRowCursor
{
    private readonly HashSet<int> _active;
    private readonly int _rows;
    private readonly int[]? _order;
    private readonly CancellationToken _cancellation;
    private long _position = -1;

    /// <summary>Stands before the first row.</summary>
    /// <param name="schema">The view's.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">The columns that are asked for.</param>
    /// <param name="random">Shuffles the rows; null: they come in their order.</param>
    /// <param name="cancellation">Once cancelled, any further read throws.</param>
    protected RowCursor(DataViewSchema schema, int rows, IEnumerable<DataViewSchema.Column> columns, Random? random, CancellationToken cancellation)
    {
        (Schema, _rows, _cancellation) = (schema, rows, cancellation);
        _active = [.. columns.Select(c => c.Index)];
        if (random is not null)
        {
            _order = [.. Enumerable.Range(0, rows)];
            random.Shuffle(_order);
        }
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>The row of the view at which the cursor stands.</summary>
    protected int Row => _order is null ? (int)_position : _order[_position];

    public override bool MoveNext()
    {
        if (_position + 1 >= _rows)
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

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Getter(column) as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"The column {column.Name} has no values of type {typeof(TValue)}.");

    /// <summary>What reads a column of the row at which the cursor stands.</summary>
    protected abstract Delegate Getter(DataViewSchema.Column column);
}
