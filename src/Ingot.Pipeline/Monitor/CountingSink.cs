using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>Counts what a window hands out.</summary>
/// <param name="columns">The columns that are counted.</param>
internal sealed class CountingSink(IReadOnlyDictionary<WindowColumn, CountedColumn> columns) : IColumnSink
{
    public void Numbers(WindowColumn column, int chunk, ReadOnlySpan<double> values, ReadOnlySpan<long> counts) => columns[column].ToAdd(chunk).Add(values, counts);

    public void Texts(WindowColumn column, int chunk, ReadOnlySpan<string> values, ReadOnlySpan<long> counts) => columns[column].ToAdd(chunk).Add(values, counts);

    public void Missing(WindowColumn column, int chunk, long count) => columns[column].ToAdd(chunk).AddMissing(count);
}
