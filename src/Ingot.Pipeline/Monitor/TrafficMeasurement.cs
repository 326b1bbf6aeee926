using Ingot.Core.Monitoring;
using Ingot.Core.Statistics;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>How the model was used: rows, labels, errors, refused requests, latency, age.</summary>
internal static class TrafficMeasurement
{
    private const double MicrosecondsPerSecond = 1e6;

    public static void Add(ServedWindow window, WindowMeasurements measured)
    {
        measured.Whole.Add(new MonitorMeasurement { Name = MonitorCatalog.Rows, Value = window.Rows, Rows = window.Rows });
        measured.Whole.Add(new MonitorMeasurement
        {
            Name = MonitorCatalog.Staleness,
            Value = window.Staleness?.TotalSeconds ?? double.NaN,
            Rows = window.Rows,
            NotYet = window.Staleness is null ? "the window has no rows" : null,
        });
        if (window.Overall is { } overall)
        {
            measured.Whole.AddRange(Of(overall));
        }

        for (var i = 0; i < window.Operations.Count; i++)
        {
            var chunk = measured.OfChunk(i);
            chunk.Add(new MonitorMeasurement { Name = MonitorCatalog.Rows, Value = window.Chunks[i].Rows, Rows = window.Chunks[i].Rows });
            chunk.AddRange(Of(window.Operations[i]));
        }
    }

    /// <summary>A share of rows or requests with Wilson's interval.</summary>
    public static MonitorMeasurement Share(string name, string? column, double count, double of)
    {
        var share = Interval.Wilson(count, of, of);
        return new MonitorMeasurement
        {
            Name = name, Column = column, Value = share.Value, Low = share.Low, High = share.High, StandardError = share.StandardError, Rows = (long)of,
            NotYet = of > 0 ? null : "there is no row",
        };
    }

    private static IEnumerable<MonitorMeasurement> Of(ChunkOperations use)
    {
        var rows = use.Chunk.Rows;

        // How many came is a fact, not a sample of one.
        yield return new MonitorMeasurement { Name = MonitorCatalog.Labelled, Value = use.LabelledShare, Rows = rows, NotYet = rows > 0 ? null : "there is no row" };
        yield return Share(MonitorCatalog.Errors, null, use.Errors, use.Requests);
        yield return Share(MonitorCatalog.Refused, null, use.Refused, use.Requests);
        if (use.Delay is { } delay)
        {
            yield return new MonitorMeasurement { Name = MonitorCatalog.LabelDelay, Value = delay.P50.TotalSeconds, Rows = use.Labelled };
        }

        foreach (var (name, value) in new[] { ("P50", use.LatencyP50), ("P95", use.LatencyP95), ("P99", use.LatencyP99) })
        {
            if (value is { } microseconds)
            {
                yield return new MonitorMeasurement { Name = "Latency." + name, Value = microseconds / MicrosecondsPerSecond, Rows = use.Requests };
            }
        }
    }
}
