using Ingot.Artifacts;

namespace Ingot.Serving.Requests;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int MostShown = 10;

    /// <summary>A question that names the nearest of some names; empty when none is near.</summary>
    public static string Hint(string name, IEnumerable<string> names) => Misspelling.NearestOf(name, names) is { } nearest ? $" (did you mean '{nearest}'?)" : string.Empty;

    /// <summary>The first names of a list that may be long.</summary>
    public static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostShown)) + (names.Count > MostShown ? FormattableString.Invariant($" and {names.Count - MostShown} more") : string.Empty);
}
