namespace Ingot.Artifacts;

/// <summary>Which name was probably meant by one that nobody knows: the one place where that is decided.</summary>
public static class Misspelling
{
    private const int LongestCompared = 64;
    private const int LettersAnEdit = 3;

    /// <summary>The nearest of some names, if it is near: one edit is allowed for three letters, and at least one.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What may be written.</param>
    /// <returns>Null when none is near. The name itself is near: ask only for what is not among the names.</returns>
    public static string? NearestOf(string name, IEnumerable<string> names)
    {
        var (nearest, edits) = Closest(name, names);
        return nearest is not null && edits <= Math.Max(1, name.Length / LettersAnEdit) ? nearest : null;
    }

    /// <summary>The name with the fewest edits, however many they are; null where there are no names.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What may be written. Of several at the same distance the first is taken.</param>
    public static (string? Name, int Edits) Closest(string name, IEnumerable<string> names)
    {
        string? closest = null;
        var fewest = int.MaxValue;
        foreach (var candidate in names)
        {
            var edits = EditsBetween(name, candidate);
            if (edits < fewest)
            {
                (closest, fewest) = (candidate, edits);
            }
        }

        return (closest, fewest);
    }

    /// <summary>
    /// How many letters must be added, removed, replaced or swapped with their neighbour to make one name of the other (the optimal
    /// string alignment distance). Case does not count, nor does an s at the end.
    /// </summary>
    /// <param name="a">A name.</param>
    /// <param name="b">Another name.</param>
    public static int EditsBetween(string a, string b)
    {
        if (a.Length > LongestCompared || b.Length > LongestCompared)
        {
            return int.MaxValue;
        }

        (a, b) = (Normalize(a), Normalize(b));
        var (beforeLast, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            (beforeLast, last, row) = (last, row, beforeLast);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }

    private static string Normalize(string name)
    {
        var upper = name.ToUpperInvariant();
        return upper.Length > 1 && upper[upper.Length - 1] == 'S' ? upper.Substring(0, upper.Length - 1) : upper;
    }
}
