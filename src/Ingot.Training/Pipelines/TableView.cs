using Ingot.Core.Tables;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.Pipelines;

/// <summary>
/// A table as ML.NET reads its data: numbers and truth values (1, 0) as Single with NaN where missing, dates as Single with the days since 1970, texts as text,
/// a missing one empty.
/// </summary>
internal sealed class TableView : IDataView
{
    public const string Label = nameof(Label);
    public const string Weight = nameof(Weight);

    private const float MicrosecondsADay = 86_400_000_000;

    /// <summary>Makes a view.</summary>
    /// <param name="table">Has the features.</param>
    /// <param name="features">Their names.</param>
    /// <param name="label">ML.NET's type of the label: Single, Boolean, or a key of as many values as there are classes.</param>
    /// <param name="labels">For each row the index of its class, or the value to predict.</param>
    /// <param name="weights">How much each row counts; null: there is no such column.</param>
    /// <param name="cancellation">Once cancelled, any further read throws.</param>
    public TableView(Table table, IEnumerable<string> features, DataViewType label, float[] labels, float[]? weights, CancellationToken cancellation)
    {
        (Rows, Cancellation) = (table.Rows, cancellation);
        var schema = new DataViewSchema.Builder();
        void Add(string name, DataViewType type, Func<Func<int>, Delegate> getter)
        {
            schema.AddColumn(name, type);
            Getters.Add(getter);
        }

        foreach (var name in features)
        {
            var column = table[name];
            Add(name, column is StringColumn ? TextDataViewType.Instance : NumberDataViewType.Single, row => Getter(column, row));
        }

        Add(Label, label, row => label switch
        {
            BooleanDataViewType => (ValueGetter<bool>)((ref bool value) => value = labels[row()] > 0),

            // A key counts from 1; 0 is its missing value.
            KeyDataViewType => (ValueGetter<uint>)((ref uint value) => value = (uint)labels[row()] + 1),
            _ => (ValueGetter<float>)((ref float value) => value = labels[row()]),
        });
        if (weights is not null)
        {
            Add(Weight, NumberDataViewType.Single, row => (ValueGetter<float>)((ref float value) => value = weights[row()]));
        }

        Schema = schema.ToSchema();
    }

    public int Rows { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>For each column what makes a getter of where the current row is read from.</summary>
    public List<Func<Func<int>, Delegate>> Getters { get; } = [];

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new TableCursor(this, columnsNeeded, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
#pragma warning disable CA2000 // The caller of the set disposes of its cursors.
        [GetRowCursor(columnsNeeded, rand)];
#pragma warning restore CA2000

    private static Delegate Getter(TableColumn column, Func<int> row) => column switch
    {
        NumberColumn n => (ValueGetter<float>)((ref float value) => value = (float)n.Values[row()]),
        BooleanColumn b => (ValueGetter<float>)((ref float value) => value = b.Values[row()] < 0 ? float.NaN : b.Values[row()]),
        DateColumn d => (ValueGetter<float>)((ref float value) => value = d.IsMissing(row()) ? float.NaN : d.Values[row()] / MicrosecondsADay),
        StringColumn s => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = (s[row()] ?? string.Empty).AsMemory()),
        _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
    };
}
