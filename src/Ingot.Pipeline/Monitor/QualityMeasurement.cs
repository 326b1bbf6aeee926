using Ingot.Core.Monitoring;
using Ingot.Core.Statistics;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>Values against the schema: which are missing, in no known category, or what they may not be.</summary>
internal static class QualityMeasurement
{
    public static void Add(ServedWindow window, MonitoredReference reference, WindowMeasurements measured)
    {
        foreach (var column in window.Quality.Where(q => q.Column.Role == WindowColumnRole.Feature).GroupBy(q => q.Column.Name))
        {
            var missing = Missing(reference, column.Key);
            var all = column.ToList();
            measured.Whole.AddRange(Of(column.Key, all, missing));
            foreach (var chunk in all.Where(q => q.Rows > 0))
            {
                measured.OfChunk(chunk.Chunk).AddRange(Of(column.Key, [chunk], missing));
            }
        }
    }

    private static IEnumerable<MonitorMeasurement> Of(string column, List<ColumnQuality> of, Interval missing)
    {
        double rows = of.Sum(q => q.Rows);
        double wrong = of.Sum(q => q.WrongType + q.BelowMinimum + q.AboveMaximum + q.Infinite);
        yield return TrafficMeasurement.Share(MonitorCatalog.Missing, column, rows - of.Sum(q => q.Present + q.WrongType), rows)
            with { Reference = missing.Value, ReferenceStandardError = missing.StandardError };

        // The reference has passed the schema.
        yield return TrafficMeasurement.Share(MonitorCatalog.Unseen, column, of.Sum(q => q.OutsideDomain), rows) with { Reference = 0, ReferenceStandardError = 0 };
        yield return TrafficMeasurement.Share(MonitorCatalog.Anomalies, column, wrong, rows) with { Reference = 0, ReferenceStandardError = 0 };
    }

    private static Interval Missing(MonitoredReference reference, string column)
    {
        if (reference.Rows.Find(column) is not { } values)
        {
            return new Interval(double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var missing = Enumerable.Range(0, values.Rows).Count(values.IsMissing);
        return Interval.Wilson(missing, values.Rows, values.Rows);
    }
}
