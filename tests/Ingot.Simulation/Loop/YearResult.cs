using Ingot.Simulation.World;

namespace Ingot.Simulation.Loop;

/// <summary>How a year went.</summary>
/// <param name="Plan">What was planned.</param>
/// <param name="Auc">The AUC of each week's answers, by what came of all its customers.</param>
/// <param name="Versions">The version that served in each week.</param>
/// <param name="Events">What happened, in the order of time.</param>
public sealed record YearResult(YearPlan Plan, IReadOnlyList<double> Auc, IReadOnlyList<string> Versions, IReadOnlyList<YearEvent> Events)
{
    /// <summary>How often something happened.</summary>
    public int Count(YearEventKind kind) => Events.Count(e => e.Kind == kind);

    /// <summary>The mean AUC of the weeks before the first change, from each change on, and of all.</summary>
    public IReadOnlyList<double> ByPhase()
    {
        int[] ends = [.. ((int?[])[Plan.DriftWeek, Plan.ConceptWeek, Plan.BadReleaseWeek]).OfType<int>().Order(), Auc.Count];
        return [.. ends.Select((end, i) => Auc.Take(end).Skip(i == 0 ? 0 : ends[i - 1]).Average()), Auc.Average()];
    }
}
