using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Samplers;

/// <summary>Every choice with every other one, and of each range as many numbers, evenly spread, as the number of trials allows.</summary>
public sealed class GridSampler : ISampler
{
    private readonly List<IReadOnlyDictionary<string, double>> _points;

    private GridSampler(List<IReadOnlyDictionary<string, double>> points, int levels) => (_points, Levels) = (points, levels);

    /// <summary>How many numbers of each range are tried.</summary>
    public int Levels { get; }

    /// <summary>How many points the grid has.</summary>
    public int Count => _points.Count;

    /// <summary>The finest grid that so many trials can try.</summary>
    /// <param name="space">What is searched.</param>
    /// <param name="trials">How many trials there are.</param>
    /// <returns>Null when even the two ends of each range are more.</returns>
    public static GridSampler? Of(SearchSpace space, int trials)
    {
        GridSampler? finest = null;
        for (var levels = 2; levels <= Math.Max(2, trials); levels++)
        {
            var points = Points(space, levels, trials);
            if (points.Count > trials || points.Count == finest?.Count)
            {
                break;
            }

            finest = new GridSampler(points, levels);
        }

        return finest;
    }

    /// <summary>How many trials the coarsest grid needs; more than a million count as a million.</summary>
    public static int Least(SearchSpace space) => Points(space, 2, 1_000_000 - 1).Count;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double>? Next(int number, IReadOnlyList<Trial> trials) => number < _points.Count ? _points[number] : null;

    // One more than the most, when there are more.
    private static List<IReadOnlyDictionary<string, double>> Points(SearchSpace space, int levels, int most)
    {
        var points = new List<IReadOnlyDictionary<string, double>>();
        Fill(space, levels, most, 0, new Dictionary<string, double>(StringComparer.Ordinal), points);
        return points;
    }

    private static void Fill(SearchSpace space, int levels, int most, int next, Dictionary<string, double> point, List<IReadOnlyDictionary<string, double>> points)
    {
        if (points.Count > most)
        {
            return;
        }

        if (next == space.Parameters.Count)
        {
            points.Add(new Dictionary<string, double>(point, StringComparer.Ordinal));
            return;
        }

        var parameter = space.Parameters[next];
        if (!space.Has(parameter, point))
        {
            Fill(space, levels, most, next + 1, point, points);
            return;
        }

        foreach (var value in parameter.Domain.Levels(levels))
        {
            point[parameter.Name] = value;
            Fill(space, levels, most, next + 1, point, points);
        }

        _ = point.Remove(parameter.Name);
    }
}
