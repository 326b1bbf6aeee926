using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Texts;

namespace Ingot.Reports.Cards;

/// <summary>
/// Tells changes that mean something from those that do not. A gate's paired interval, of both models on the same rows, comes
/// first; without one, a change is more than chance only when the two 95 % intervals have nothing in common.
/// </summary>
internal static class ChangeWeights
{
    private const string Change = " MaxRegression=";

    // What a gate found against another release than the one that is shown.
    private const string Against = " Against=";

    /// <summary>The weight of a change of all rows.</summary>
    /// <param name="metric">The model's value.</param>
    /// <param name="before">The baseline's.</param>
    /// <param name="better">Whether the change is to the better.</param>
    /// <param name="verdicts">What the gates found.</param>
    public static ChangeWeight Of(MetricResult metric, MetricResult before, bool better, IEnumerable<Verdict> verdicts)
    {
        var gates = verdicts.Where(v => v.Slice == metric.Slice && v.Gate.Contains(Change, StringComparison.Ordinal) && !v.Gate.Contains(Against, StringComparison.Ordinal) && GateText.MetricOf(v.Gate) == metric.Name).ToList();
        var paired = gates.Find(g => g is { Low: not null, High: not null });
        return !better && gates.Exists(g => g.Outcome == GateOutcome.Failed) ? ChangeWeight.Failed
            : paired is null ? Apart(metric, before)
            : (better ? paired.High < 0 : paired.Low > 0) ? ChangeWeight.MoreThanChance
            : ChangeWeight.Untold;
    }

    // A comparison with NaN is false: without intervals nothing is known.
    private static ChangeWeight Apart(MetricResult one, MetricResult other) =>
        one.High < other.Low || other.High < one.Low ? ChangeWeight.MoreThanChance : ChangeWeight.Untold;
}
