using Ingot.Search.Trials;

namespace Ingot.Search.Samplers;

/// <summary>A point that was not tried: a training gives the same model when it is repeated, so nothing is learned from it.</summary>
internal static class NewPoint
{
    // Of a space of which all but one in a hundred were tried, it is found with a probability of 99.5 %.
    private const int Attempts = 512;

    /// <summary>Draws until a point is new.</summary>
    /// <param name="trials">What was tried.</param>
    /// <param name="draw">Draws a point; told which attempt it is, from 0.</param>
    /// <returns>Null when none was found.</returns>
    public static IReadOnlyDictionary<string, double>? Find(IReadOnlyList<Trial> trials, Func<int, IReadOnlyDictionary<string, double>> draw)
    {
        var tried = trials.Select(t => Key(t.Point)).ToHashSet(StringComparer.Ordinal);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var point = draw(attempt);
            if (!tried.Contains(Key(point)))
            {
                return point;
            }
        }

        return null;
    }

    private static string Key(IReadOnlyDictionary<string, double> point) =>
        string.Join(';', point.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => FormattableString.Invariant($"{p.Key}={p.Value:R}")));
}
