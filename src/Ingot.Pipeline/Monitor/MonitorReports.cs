using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>Puts together what was measured and decided.</summary>
internal static class MonitorReports
{
    public static MonitorReport Of(
        StageContext context,
        ServedWindow window,
        MonitoredReference reference,
        WindowMeasurements measured,
        IReadOnlyList<DriftFinding> drift,
        IReadOnlyList<string> notes,
        IReadOnlyList<Verdict> verdicts)
    {
        var versions = window.Versions.OrderBy(v => v.First).ThenBy(v => v.Version, StringComparer.Ordinal).ToList();
        var (from, before) = MonitoredWindow.SpanOf(context, window);
        return new MonitorReport
        {
            Model = context.Spec.Name,
            Package = context.Spec.PackageId,
            Task = reference.Schema.Task,
            PositiveClass = reference.Schema.PositiveClass,
            Reference = reference.Told,
            From = from,
            Before = before,
            Rows = window.Rows,
            Labelled = window.Labels.Labelled,
            LabelDelay = window.Labels.Delay is { } delay ? new MonitorLabelDelay(delay.P50.TotalSeconds, delay.P90.TotalSeconds, delay.Longest.TotalSeconds) : null,
            Versions = [.. versions.Select(v => new MonitorVersion(v.Version, v.Rows, v.First, v.Last))],
            Measurements = measured.Whole,
            Drift = drift,
            Chunks =
            [
                .. window.Chunks.Select((c, i) => new MonitorChunk
                {
                    From = c.From,
                    Before = c.Before,
                    Rows = c.Rows,
                    Labelled = window.Operations[i].Labelled,
                    IsWhole = c.IsWhole,
                    Versions = [.. versions.Where(v => v.First < c.Before && v.Last >= c.From).Select(v => v.Version)],
                    Measurements = measured.OfChunk(i),
                }),
            ],
            Notes = notes,
            Verdicts = verdicts,
        };
    }
}
