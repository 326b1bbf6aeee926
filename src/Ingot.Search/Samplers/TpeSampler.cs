using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Samplers;

/// <summary>
/// Multivariate tree-structured Parzen estimators (J. Bergstra et al., NIPS 2011; S. Watanabe, "Tree-structured Parzen estimator: understanding its algorithm components
/// and their roles for better empirical performance", arXiv 2304.11127): a density of the best tenth of the trials and one of the others, each over all parameters that
/// exist together; of some points drawn by the first, the one at which their ratio is greatest. Trials that are not known yet count among the others ("constant liar"),
/// so that several at once do not try the same.
/// </summary>
/// <param name="space">What is searched.</param>
/// <param name="seed">The same seed, with the same trials, gives the same points.</param>
public sealed class TpeSampler(SearchSpace space, int seed) : ISampler
{
    /// <summary>How many trials are random before the first that is not.</summary>
    public const int Startup = 10;

    private const int Candidates = 24;
    private const double BestShare = 0.1;
    private const int MostBest = 25;

    // What the densities prefer was tried: then anything else.
    private const int InformedAttempts = 16;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double>? Next(int number, IReadOnlyList<Trial> trials)
    {
        var measured = trials.Count(t => t.State is TrialState.Complete or TrialState.Pruned);
        if (measured < Startup)
        {
            return NewPoint.Find(trials, attempt => RandomSampler.Draw(space, new TrialRandom(seed, number, attempt)));
        }

        var (best, others) = Split(trials, Math.Min((int)Math.Ceiling(BestShare * measured), MostBest));
        var estimators = space.Groups.Select(g => (new ParzenEstimator(g, best.Select(t => t.Point)), new ParzenEstimator(g, others.Select(t => t.Point)))).ToList();
        return NewPoint.Find(trials, attempt =>
        {
            var random = new TrialRandom(seed, number, attempt);
            return attempt < InformedAttempts ? Draw(estimators, random) : RandomSampler.Draw(space, random);
        });
    }

    /// <summary>The best trials and the others, both in their order.</summary>
    /// <param name="trials">All.</param>
    /// <param name="count">How many are the best.</param>
    internal static (IReadOnlyList<Trial> Best, IReadOnlyList<Trial> Others) Split(IReadOnlyList<Trial> trials, int count)
    {
        // What was measured to the end goes before what was stopped, of which that goes first which got farther; then what breaks what was asked, by how much.
        var best = trials.Where(t => t.State is TrialState.Complete or TrialState.Pruned)
            .OrderBy(t => t.Worth.Breach)
            .ThenBy(t => t.State)
            .ThenByDescending(t => t.State == TrialState.Pruned && t.Steps.Count > 0 ? t.Steps[^1].Iterations : 0)
            .ThenBy(t => t.Loss)
            .ThenBy(t => t.Number)
            .Take(count).Select(t => t.Number).ToHashSet();
        return ([.. trials.Where(t => best.Contains(t.Number))], [.. trials.Where(t => !best.Contains(t.Number))]);
    }

    private Dictionary<string, double> Draw(List<(ParzenEstimator Best, ParzenEstimator Others)> estimators, TrialRandom random)
    {
        var point = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var g = 0; g < estimators.Count; g++)
        {
            // The parameters of a group exist together.
            if (!space.Has(space.Groups[g][0], point))
            {
                continue;
            }

            var (best, others) = estimators[g];
            var (chosen, greatest) = (best.Draw(random), double.NegativeInfinity);
            for (var c = 0; c < Candidates; c++)
            {
                var values = c == 0 ? chosen : best.Draw(random);
                var ratio = best.LogDensity(values) - others.LogDensity(values);
                if (ratio > greatest)
                {
                    (chosen, greatest) = (values, ratio);
                }
            }

            best.Put(chosen, point);
        }

        return point;
    }
}
