using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Monitor;

/// <summary>What the schema finds in a column of the reference itself: it lets unseen categories pass with a warning, so there may be some.</summary>
internal sealed class ReferenceQuality
{
    private static readonly Interval Unknown = new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <param name="reference">The reference.</param>
    /// <param name="column">The column; one that the reference has not, has nothing known of it.</param>
    public ReferenceQuality(MonitoredReference reference, string column)
    {
        if (reference.Rows.Find(column) is not { } values || reference.Schema.Columns.FirstOrDefault(c => c.Name == column) is not { } rules)
        {
            return;
        }

        var domain = rules.Domain?.ToHashSet(StringComparer.Ordinal);
        Missing = Share(values, values.IsMissing);
        Unseen = Share(values, row => domain is not null && values is StringColumn texts && texts[row] is { Length: > 0 } text && !domain.Contains(text));
        Anomalies = Share(values, row => values is NumberColumn numbers && (double.IsInfinity(numbers.Values[row]) || numbers.Values[row] < rules.Min || numbers.Values[row] > rules.Max));
    }

    /// <summary>The share of rows without a value.</summary>
    public Interval Missing { get; } = Unknown;

    /// <summary>The share of rows with a category that the schema does not have.</summary>
    public Interval Unseen { get; } = Unknown;

    /// <summary>The share of rows that are infinite or beyond the schema's limits.</summary>
    public Interval Anomalies { get; } = Unknown;

    private static Interval Share(TableColumn values, Func<int, bool> counts)
    {
        var count = Enumerable.Range(0, values.Rows).Count(counts);
        return Interval.Wilson(count, values.Rows, values.Rows);
    }
}
