using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Samplers;

/// <summary>Random search (J. Bergstra, Y. Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012): every parameter uniform, those by ratio in their logarithm.</summary>
/// <param name="space">What is searched.</param>
/// <param name="seed">The same seed gives the same points.</param>
public sealed class RandomSampler(SearchSpace space, int seed) : ISampler
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double>? Next(int number, IReadOnlyList<Trial> trials) => NewPoint.Find(trials, attempt => Draw(space, new TrialRandom(seed, number, attempt)));

    /// <summary>A point.</summary>
    internal static Dictionary<string, double> Draw(SearchSpace space, TrialRandom random)
    {
        var point = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            // Drawn always, so that a number does not depend on whether others exist.
            var share = random.Share();
            if (space.Has(parameter, point))
            {
                point[parameter.Name] = parameter.Domain.At(share);
            }
        }

        return point;
    }
}
