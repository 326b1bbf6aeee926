using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Search;

/// <summary>How a space is searched.</summary>
/// <param name="Sampler">Says which point is tried.</param>
/// <param name="Trials">How many points are tried, at most.</param>
public sealed record SearchPlan(ISampler Sampler, int Trials)
{
    /// <summary>How many are tried at once; the points depend on it, and on nothing else of the machine. Default 1.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>How iterations are given out; null: every trial gets all of its own. Default null.</summary>
    public AshaSchedule? Schedule { get; init; }

    /// <summary>How many trials may fail without one in between that does not, from the first on; then the search ends. Default 10.</summary>
    public int MostFailures { get; init; } = 10;
}
