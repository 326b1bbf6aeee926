using Ingot.Search.Trials;

namespace Ingot.Search.Samplers;

/// <summary>Points that are known to be good on many data first, in their order (as of M. Feurer and others, "Auto-sklearn 2.0", JMLR 23, 2022); then those of another sampler, which learns from them.</summary>
/// <param name="portfolio">The points, no two the same.</param>
/// <param name="then">The other sampler.</param>
public sealed class PortfolioSampler(IReadOnlyList<IReadOnlyDictionary<string, double>> portfolio, ISampler then) : ISampler
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double>? Next(int number, IReadOnlyList<Trial> trials) => number < portfolio.Count ? portfolio[number] : then.Next(number, trials);
}
