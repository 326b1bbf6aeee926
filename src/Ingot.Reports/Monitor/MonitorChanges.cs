using Ingot.Core.Drift;

namespace Ingot.Reports.Monitor;

/// <summary>What changed, and since when.</summary>
internal static class MonitorChanges
{
    /// <summary>
    /// The changes of all series: those that lasted first, and of them the earliest. Of each series it is the stretch of chunks in which most more are
    /// beyond the limit than within it, so that one chunk that chance carried over the limit weeks earlier does not pass for the beginning.
    /// </summary>
    /// <param name="series">The series.</param>
    public static IReadOnlyList<MonitorChange> Of(IEnumerable<MonitorSeries> series) =>
    [
        .. series.Select(Find).OfType<MonitorChange>()
            .OrderByDescending(c => c.IsSustained).ThenBy(c => c.First).ThenByDescending(c => Distance(c.Series, c.Peak))
            .ThenBy(c => c.Series.Name, StringComparer.Ordinal).ThenBy(c => c.Series.Column, StringComparer.Ordinal),
    ];

    // The greatest sum of a stretch (J. Bentley, "Programming Pearls", CACM 27 (1984)): +1 for a chunk beyond, -1 for one within, 0 for one that cannot tell.
    private static MonitorChange? Find(MonitorSeries series)
    {
        var (best, bestFirst, bestLast) = (0, -1, -1);
        var (sum, first) = (0, 0);
        for (var i = 0; i < series.Points.Count; i++)
        {
            var outcome = series.Outcome(i);
            if (sum == 0)
            {
                first = i;
            }

            sum = Math.Max(0, sum + (outcome == DriftOutcome.Drifted ? 1 : outcome == DriftOutcome.Stable ? -1 : 0));
            if (sum > best || (sum == best && sum > 0 && outcome == DriftOutcome.Drifted && first == bestFirst))
            {
                (best, bestFirst, bestLast) = (sum, first, i);
            }
        }

        if (best == 0)
        {
            return null;
        }

        var stretch = Enumerable.Range(bestFirst, bestLast - bestFirst + 1).ToList();
        var beyond = stretch.FindAll(i => series.Outcome(i) == DriftOutcome.Drifted);
        return new MonitorChange(
            series,
            beyond[0],
            bestLast,
            beyond.Count,
            stretch.Count(i => i >= beyond[0] && series.Outcome(i) != DriftOutcome.NotYet),
            Enumerable.Range(bestLast + 1, series.Points.Count - bestLast - 1).Any(i => series.Outcome(i) == DriftOutcome.Stable),
            beyond.MaxBy(i => Distance(series, i)));
    }

    // In widths of the limit, or of the reference: changes of other units can be compared.
    private static double Distance(MonitorSeries series, int chunk)
    {
        var (value, limit) = (series.Points[chunk]!.Value, series.LimitOf(chunk));
        var from = double.IsFinite(limit) ? limit : series.Points[chunk]!.Reference;
        return Math.Abs(value - from) / Math.Max(1e-12, Math.Abs(from));
    }
}
