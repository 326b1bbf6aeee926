using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Importance;

/// <summary>
/// Which parameters decide whether a trial is among the best (S. Watanabe, A. Bansal, F. Hutter, "PED-ANOVA: efficiently quantifying hyperparameter importance in arbitrary
/// subspaces", IJCAI 2023): how far the density of a parameter's values in the best tenth is from that in all trials, by Pearson's divergence. A parameter that exists
/// only with others counts by how often it exists there and here (conditional PED-ANOVA, arXiv 2601.20800). It is of the trials that there were, which a sampler chose.
/// </summary>
public static class PedAnova
{
    private const double BestShare = 0.1;
    private const double Floor = 1e-12;
    private const int FewestTrials = 2;

    /// <summary>The importances, the greatest first; of equal ones in the space's order.</summary>
    /// <param name="space">What was searched.</param>
    /// <param name="trials">The trials; only complete ones with a loss count.</param>
    /// <returns>All alike where the trials tell nothing: fewer than two, or all as good.</returns>
    public static IReadOnlyList<ParameterImportance> Of(SearchSpace space, IEnumerable<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(space);
        var all = trials.Where(t => t.State == TrialState.Complete && double.IsFinite(t.Loss)).ToList();
        var raw = space.Parameters.ToDictionary(p => p.Name, p => all.Count < FewestTrials ? 0 : Raw(p, all), StringComparer.Ordinal);
        var total = raw.Values.Sum();
        return
        [
            .. space.Parameters.Select(p => new ParameterImportance(p.Name, total > 0 ? raw[p.Name] / total : 1.0 / raw.Count)).OrderByDescending(i => i.Share),
        ];
    }

    private static double Raw(SearchParameter parameter, List<Trial> all)
    {
        var cut = all.Select(t => t.Worth).Order().ElementAt((int)Math.Ceiling(BestShare * all.Count) - 1);
        var best = all.Where(t => t.Worth <= cut).ToList();
        var there = Values(parameter, all);
        var bestThere = Values(parameter, best);
        if (parameter.Domain.Count == 1 || there.Count < FewestTrials || bestThere.Count == 0)
        {
            return 0;
        }

        var inBest = bestThere.Count / (double)best.Count;
        var inAll = there.Count / (double)all.Count;
        return inBest * inBest / inAll * Divergence(ValueDensity.Of(parameter.Domain, bestThere), ValueDensity.Of(parameter.Domain, there));
    }

    private static double Divergence(double[] best, double[] all) => best.Select((b, i) =>
    {
        var (of, from) = (b + Floor, all[i] + Floor);
        return from * ((of / from) - 1) * ((of / from) - 1);
    }).Sum();

    private static List<double> Values(SearchParameter parameter, List<Trial> trials) => [.. trials.Where(t => t.Point.ContainsKey(parameter.Name)).Select(t => t.Point[parameter.Name])];
}
