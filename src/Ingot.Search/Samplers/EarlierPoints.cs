using Ingot.Search.Spaces;

namespace Ingot.Search.Samplers;

/// <summary>Points of other searches as points of a space.</summary>
public static class EarlierPoints
{
    /// <summary>The points that lie in a space. What it has and they do not say is left to chance.</summary>
    /// <param name="space">The space.</param>
    /// <param name="words">The points in words, the best first; what the space does not have is ignored.</param>
    /// <param name="most">How many are taken, at most.</param>
    /// <param name="seed">The same seed gives the same values to what is left to chance.</param>
    /// <returns>Each point once, in their order, the places that they have among <paramref name="words"/>, and how many do not lie in the space.</returns>
    public static (IReadOnlyList<IReadOnlyDictionary<string, double>> Points, IReadOnlyList<int> Places, int Outside) Of(
        SearchSpace space, IEnumerable<IReadOnlyDictionary<string, string>> words, int most, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(words);
        var points = new List<IReadOnlyDictionary<string, double>>();
        var places = new List<int>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var outside = 0;
        foreach (var (place, said) in words.Index())
        {
            if (Point(space, said, new TrialRandom(seed, points.Count, 0)) is not { } point)
            {
                outside++;
            }
            else if (points.Count < most && known.Add(space.Text(point)))
            {
                points.Add(point);
                places.Add(place);
            }
        }

        return (points, places, outside);
    }

    private static Dictionary<string, double>? Point(SearchSpace space, IReadOnlyDictionary<string, string> words, TrialRandom random)
    {
        var point = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            // Drawn always, as by random search.
            var share = random.Share();
            if (!space.Has(parameter, point))
            {
                continue;
            }

            var word = words.FirstOrDefault(w => string.Equals(w.Key, parameter.Name, StringComparison.OrdinalIgnoreCase)).Value;
            if (word is null)
            {
                point[parameter.Name] = parameter.Domain.At(share);
            }
            else if (parameter.Domain.Read(word) is { } value)
            {
                point[parameter.Name] = value;
            }
            else
            {
                return null;
            }
        }

        return point;
    }
}
