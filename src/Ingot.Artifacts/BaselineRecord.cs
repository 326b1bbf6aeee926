namespace Ingot.Artifacts;

/// <summary>
/// <c>obj/ingot.baseline.txt</c> and <c>obj/ingot.releases.txt</c>: the version or versions that restore found for a word such as <c>latest</c>, and what it was asked for.
/// </summary>
public static class BaselineRecord
{
    private const string Header = "ingot-baseline 1";
    private const string NoVersion = "none";

    /// <summary>The version of the record; empty when none was released, null when there is no record or it is of something else.</summary>
    /// <param name="path">The record.</param>
    /// <param name="package">The package that is asked for now.</param>
    /// <param name="requested">The word.</param>
    public static string? TryRead(string path, string package, string requested) =>
        TryReadAll(path, package, requested) is { } versions ? (versions.Count > 0 ? versions[0] : string.Empty) : null;

    /// <summary>The versions of a record whose word means several; none when none was released, null when there is no record or it is of something else.</summary>
    /// <param name="path">The record.</param>
    /// <param name="package">The package that is asked for now.</param>
    /// <param name="requested">The word.</param>
    public static IReadOnlyList<string>? TryReadAll(string path, string package, string requested)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        if (lines.Length != 4 || lines[0] != Header || !Same(lines[1], package) || !Same(lines[2], requested.Trim()))
        {
            return null;
        }

        if (lines[3] == NoVersion)
        {
            return [];
        }

        var versions = lines[3].Split(';').Select(ReleaseVersion.Normalize).ToList();
        return versions.Contains(null) ? null : [.. versions.OfType<string>()];
    }

    /// <summary>Writes what was found.</summary>
    /// <param name="path">The record.</param>
    /// <param name="package">The package that was asked for.</param>
    /// <param name="requested">The word.</param>
    /// <param name="versions">The versions; none: nothing was released yet.</param>
    public static void Write(string path, string package, string requested, params IReadOnlyList<string> versions) =>
        AtomicFile.Write(path, $"{Header}\n{package}\n{requested.Trim()}\n{(versions.Count == 0 ? NoVersion : string.Join(";", versions))}\n");

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
