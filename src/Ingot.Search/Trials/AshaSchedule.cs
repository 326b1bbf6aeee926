namespace Ingot.Search.Trials;

/// <summary>
/// The asynchronous successive halving algorithm (L. Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020): a trial begins with few iterations,
/// and goes on with <see cref="Reduction"/> times as many when it is among the best 1/<see cref="Reduction"/> of those that were given as many.
/// </summary>
public sealed class AshaSchedule
{
    /// <summary>By how much the iterations of a rung are more than those of the one below, and which part goes on.</summary>
    public const int Reduction = 4;

    /// <summary>A schedule.</summary>
    /// <param name="least">The iterations that every trial gets.</param>
    /// <param name="most">The iterations of the best.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="least"/> is below 1, or above <paramref name="most"/>.</exception>
    public AshaSchedule(int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(least, most);
        var rungs = new List<int>();
        for (long iterations = least; iterations < most; iterations *= Reduction)
        {
            rungs.Add((int)iterations);
        }

        Rungs = [.. rungs, most];
    }

    /// <summary>The numbers of iterations, from the least to the most.</summary>
    public IReadOnlyList<int> Rungs { get; }

    /// <summary>What comes next. A trial that is running is in none of the rungs that it has not finished.</summary>
    /// <param name="trials">All trials.</param>
    /// <param name="mayBegin">Whether a new one may begin.</param>
    /// <returns>Null when there is nothing to do before others are finished, or at all.</returns>
    public AshaJob? Next(IReadOnlyList<Trial> trials, bool mayBegin)
    {
        for (var rung = Rungs.Count - 2; rung >= 0; rung--)
        {
            var there = trials.Where(t => t.Steps.Count > rung).ToList();
            var promotable = there.OrderBy(t => t.Steps[rung].Worth).ThenBy(t => t.Number).Take(there.Count / Reduction)
                .FirstOrDefault(t => t.Steps.Count == rung + 1 && t.State == TrialState.Pruned);
            if (promotable is not null)
            {
                return new AshaJob(promotable.Number, Rungs[rung + 1]);
            }
        }

        return mayBegin ? new AshaJob(null, Rungs[0]) : null;
    }
}
