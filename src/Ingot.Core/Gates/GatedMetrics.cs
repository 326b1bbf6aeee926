using Ingot.Core.Texts;

namespace Ingot.Core.Gates;

/// <summary>Which metrics are looked at first: those that gates ask for, then those on all rows. Slices that no gate names are many.</summary>
public sealed class GatedMetrics
{
    private readonly HashSet<(string Metric, string? Slice)> _gated;

    /// <param name="verdicts">What the gates said.</param>
    public GatedMetrics(IEnumerable<Verdict> verdicts) => _gated = [.. verdicts.Select(v => (GateText.MetricOf(v.Gate), v.Slice))];

    /// <summary>Those that are shown, in their order; and how many of slices are not.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="name">The name of one.</param>
    /// <param name="slice">The slice of one; null: all rows.</param>
    /// <param name="all">Whether all are shown.</param>
    public (IReadOnlyList<T> Shown, int Folded) Order<T>(IReadOnlyList<T> metrics, Func<T, string> name, Func<T, string?> slice, bool all)
    {
        int Place(T metric) => _gated.Contains((name(metric), slice(metric))) ? 0 : slice(metric) is null ? 1 : 2;
        var ordered = metrics.OrderBy(Place).ToList();
        var shown = all ? ordered : [.. ordered.Where(m => Place(m) < 2)];
        return (shown, ordered.Count - shown.Count);
    }
}
