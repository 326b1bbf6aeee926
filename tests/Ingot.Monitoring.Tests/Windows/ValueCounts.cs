using Ingot.Monitoring.Windows;

namespace Ingot.Monitoring.Tests.Windows;

/// <summary>Counts what a window hands out, as plainly as can be.</summary>
internal sealed class ValueCounts : IColumnSink
{
    private readonly SortedDictionary<(string Column, int Chunk, string Value), long> _counts = [];

    /// <summary>How often a value is in a chunk: <c>column chunk value: count</c>, in ordinal order of each; a missing value is <c>?</c>.</summary>
    public IEnumerable<string> Lines => _counts.OrderBy(c => c.Key.Column, StringComparer.Ordinal).ThenBy(c => c.Key.Chunk).ThenBy(c => c.Key.Value, StringComparer.Ordinal)
        .Select(c => FormattableString.Invariant($"{c.Key.Column} {c.Key.Chunk} {c.Key.Value}: {c.Value}"));

    /// <summary>Calls that brought values with counts, and without.</summary>
    public (int Grouped, int Single) Calls { get; private set; }

    /// <summary>Of one column: the sum of all values, how many there are, and how many are missing.</summary>
    public (double Sum, long Values, long Missing) this[string column] => (
        _counts.Where(c => c.Key.Column == column && c.Key.Value != "?").Sum(c => double.Parse(c.Key.Value, System.Globalization.CultureInfo.InvariantCulture) * c.Value),
        _counts.Where(c => c.Key.Column == column && c.Key.Value != "?").Sum(c => c.Value),
        _counts.Where(c => c.Key.Column == column && c.Key.Value == "?").Sum(c => c.Value));

    public void Numbers(WindowColumn column, int chunk, ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
    {
        Calls = counts.IsEmpty ? (Calls.Grouped, Calls.Single + 1) : (Calls.Grouped + 1, Calls.Single);
        for (var i = 0; i < values.Length; i++)
        {
            Add(column, chunk, values[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture), counts.IsEmpty ? 1 : counts[i]);
        }
    }

    public void Texts(WindowColumn column, int chunk, ReadOnlySpan<string> values, ReadOnlySpan<long> counts)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Assert.False(_counts.ContainsKey((column.Name, chunk, values[i])));
            Add(column, chunk, values[i], counts[i]);
        }
    }

    public void Missing(WindowColumn column, int chunk, long count) => Add(column, chunk, "?", count);

    private void Add(WindowColumn column, int chunk, string value, long count) =>
        _counts[(column.Name, chunk, value)] = _counts.GetValueOrDefault((column.Name, chunk, value)) + count;
}
