using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Samplers;

/// <summary>
/// Another sampler's points, and after each of them a random one that has the next of a parameter's choices: a sampler that learns soon stays with the choice that began well, and an ensemble needs good points of
/// several. Without the parameter all points are the other sampler's.
/// </summary>
/// <param name="space">What is searched.</param>
/// <param name="parameter">The parameter whose choices take turns.</param>
/// <param name="learning">The other sampler.</param>
/// <param name="seed">The same seed gives the same points.</param>
public sealed class TurnSampler(SearchSpace space, string parameter, ISampler learning, int seed) : ISampler
{
    private readonly ChoiceDomain? _choices = space.Parameters.FirstOrDefault(p => p.Name == parameter)?.Domain as ChoiceDomain;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double>? Next(int number, IReadOnlyList<Trial> trials)
    {
        if (_choices is null || number % 2 == 0)
        {
            return learning.Next(number, trials);
        }

        var turn = number / 2 % _choices.Choices.Count;
        return NewPoint.Find(trials, attempt => WithTurn(turn, new TrialRandom(seed, number, attempt))) ?? learning.Next(number, trials);
    }

    private Dictionary<string, double> WithTurn(int turn, TrialRandom random)
    {
        var point = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var one in space.Parameters)
        {
            var share = random.Share();
            if (space.Has(one, point))
            {
                point[one.Name] = one.Name == parameter ? turn : one.Domain.At(share);
            }
        }

        return point;
    }
}
