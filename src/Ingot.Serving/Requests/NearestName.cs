namespace Ingot.Serving.Requests;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int LongestCompared = 64;
    private const int MostShown = 10;

    /// <summary>A question that names the nearest of some names; empty when none is near.</summary>
    public static string Hint(string name, IEnumerable<string> names) => Find(name, names) is { } nearest ? $" (did you mean '{nearest}'?)" : string.Empty;

    /// <summary>The first names of a list that may be long.</summary>
    public static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostShown)) + (names.Count > MostShown ? FormattableString.Invariant($" and {names.Count - MostShown} more") : string.Empty);

    private static string? Find(string name, IEnumerable<string> names)
    {
        if (name.Length > LongestCompared)
        {
            return null;
        }

        var best = names.Where(n => n.Length <= LongestCompared).Select(n => (Name: n, Distance: Distance(name, n))).DefaultIfEmpty().MinBy(n => n.Distance);
        return best.Name is not null && best.Distance <= Math.Max(2, name.Length / 3) ? best.Name : null;
    }

    /// <summary>V. Levenshtein's distance without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[LongestCompared + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
