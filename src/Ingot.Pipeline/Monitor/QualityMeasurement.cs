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
            var known = new ReferenceQuality(reference, column.Key);
            var all = column.ToList();
            measured.Whole.AddRange(Of(column.Key, all, known));
            foreach (var chunk in all.Where(q => q.Rows > 0))
            {
                measured.OfChunk(chunk.Chunk).AddRange(Of(column.Key, [chunk], known));
            }
        }
    }

    private static IEnumerable<MonitorMeasurement> Of(string column, List<ColumnQuality> of, ReferenceQuality known)
    {
        double rows = of.Sum(q => q.Rows);
        double wrong = of.Sum(q => q.WrongType + q.BelowMinimum + q.AboveMaximum + q.Infinite);
        yield return Share(MonitorCatalog.Missing, rows - of.Sum(q => q.Present + q.WrongType), known.Missing);
        yield return Share(MonitorCatalog.Unseen, of.Sum(q => q.OutsideDomain), known.Unseen);
        yield return Share(MonitorCatalog.Anomalies, wrong, known.Anomalies);

        MonitorMeasurement Share(string name, double count, Interval reference) =>
            TrafficMeasurement.Share(name, column, count, rows) with { Reference = reference.Value, ReferenceStandardError = reference.StandardError };
    }
}
