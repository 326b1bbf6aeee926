using Ingot.Core.Monitoring;

namespace Ingot.Reports.Monitor;

/// <summary>The windows of a history as page and summary look at them: as a report whose chunks are windows.</summary>
internal sealed class HistoryView
{
    /// <summary>The greatest number of windows that a page shows: two years of weeks.</summary>
    public const int MostWindows = 104;

    // Windows of a week and of a month measure other things; months differ by a tenth.
    private const double MostStretch = 1.5;

    private HistoryView(MonitorReport report, IReadOnlyList<MonitorHistoryWindow> windows, int earlier, int others)
    {
        (Windows, Earlier, Others) = (windows, earlier, others);
        List<MonitorChunk> parts = [];
        foreach (var window in windows)
        {
            // Of windows that overlap, each stands where it has something new.
            var entry = window.Entry;
            var from = parts.Count > 0 && parts[^1].Before > entry.From && parts[^1].Before < entry.Before ? parts[^1].Before : entry.From;
            parts.Add(new MonitorChunk
            {
                From = from,
                Before = entry.Before,
                Rows = entry.Rows,
                Labelled = entry.Labelled,
                IsWhole = true,
                Versions = [.. entry.Versions.Select(v => v.Version)],
                Measurements = [.. entry.Measurements.Select(m => m.ToMeasurement())],
            });
        }

        View = new MonitorView(
            report with
            {
                From = parts.Min(p => p.From),
                Before = parts.Max(p => p.Before),
                Chunks = parts,
                Versions = [.. windows.SelectMany(w => w.Entry.Versions).GroupBy(v => v.Version, StringComparer.Ordinal).Select(g => g.First() with { First = g.Min(v => v.First) }).OrderBy(v => v.First)],
            },
            "window");
    }

    /// <summary>The windows, in the order of their ends.</summary>
    public IReadOnlyList<MonitorHistoryWindow> Windows { get; }

    /// <summary>How many earlier windows there are.</summary>
    public int Earlier { get; }

    /// <summary>How many windows are far longer or shorter, and so not beside these.</summary>
    public int Others { get; }

    /// <summary>The windows as a report whose chunks they are; what is not of a chunk is of the report's own window.</summary>
    public MonitorView View { get; }

    /// <summary>The windows beside a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="history">All windows of its line; null or empty: there are none.</param>
    /// <returns>Null when there is no history.</returns>
    public static HistoryView? Of(MonitorReport report, IReadOnlyList<MonitorHistoryWindow>? history)
    {
        if (history is not { Count: > 0 })
        {
            return null;
        }

        // The report's own window is the one that ends when it does; it may begin with its first row.
        var own = history.LastOrDefault(w => w.Entry.Before == report.Before.ToUniversalTime()) ?? history[^1];
        var length = Length(own);
        var alike = history.Where(w => Length(w) <= length * MostStretch && length <= Length(w) * MostStretch).ToList();
        return new HistoryView(report, [.. alike.TakeLast(MostWindows)], Math.Max(0, alike.Count - MostWindows), history.Count - alike.Count);
    }

    private static double Length(MonitorHistoryWindow window) => (window.Entry.Before - window.Entry.From).TotalSeconds;
}
