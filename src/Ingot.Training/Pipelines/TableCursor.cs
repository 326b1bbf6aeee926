using Ingot.Training.MLNet;
using Microsoft.ML;

namespace Ingot.Training.Pipelines;

/// <summary>Walks over a <see cref="TableView"/>.</summary>
internal sealed class TableCursor(TableView view, IEnumerable<DataViewSchema.Column> columns, Random? random)
    : RowCursor(view.Schema, view.Rows, columns, random, view.Cancellation)
{
    protected override Delegate Getter(DataViewSchema.Column column) => view.Getters[column.Index](() => Row);
}
