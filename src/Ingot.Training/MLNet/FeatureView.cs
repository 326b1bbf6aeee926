using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.MLNet;

/// <summary>
/// A feature matrix as ML.NET reads its data: straight from the array, without an object per row. It is its own cache.
/// </summary>
internal sealed class FeatureView : IDataView
{
    public const string Features = nameof(Features);
    public const string Label = nameof(Label);
    public const string Weight = nameof(Weight);
    public const string Query = nameof(Query);

    /// <summary>Makes a view.</summary>
    /// <param name="rows">What it shows.</param>
    /// <param name="label">ML.NET's type of the label: Single, Boolean, or a key of as many values as there are classes.</param>
    /// <param name="cancellation">Once cancelled, any further read throws: that stops a learner that reads its data once per iteration.</param>
    public FeatureView(LabelledRows rows, DataViewType label, CancellationToken cancellation)
    {
        Rows = rows;
        Cancellation = cancellation;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, rows.Features.Names.Count));
        schema.AddColumn(Label, label);
        if (rows.Weights is not null)
        {
            schema.AddColumn(Weight, NumberDataViewType.Single);
        }

        if (rows.Queries is { } queries)
        {
            schema.AddColumn(Query, new KeyDataViewType(typeof(uint), queries.Length));
            QueryOf = [.. queries.SelectMany((count, query) => Enumerable.Repeat((uint)query, count))];
        }

        Schema = schema.ToSchema();
    }

    public LabelledRows Rows { get; }

    /// <summary>Of a ranking the query of each row, from 0; else empty.</summary>
    public uint[] QueryOf { get; } = [];

    public CancellationToken Cancellation { get; }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => Rows.Features.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new FeatureCursor(this, columnsNeeded, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
#pragma warning disable CA2000 // The caller of the set disposes of its cursors.
        [GetRowCursor(columnsNeeded, rand)];
#pragma warning restore CA2000
}
