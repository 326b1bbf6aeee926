namespace Ingot.Core.Gates;

/// <summary><c>releases.json</c>: what the releases that gates name are worth today. Their scores are in <c>releases.parquet</c>.</summary>
public static class ReleasesFile
{
    /// <summary>The releases as JSON.</summary>
    public static string ToJson(IReadOnlyList<ReleaseScore> releases) => JsonFormat.Write(releases);

    /// <summary>Reads releases.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static IReadOnlyList<ReleaseScore> Read(string path) => JsonFormat.Read<IReadOnlyList<ReleaseScore>>(path);

    /// <summary>The column of <c>releases.parquet</c> that has a score of a release.</summary>
    /// <param name="version">The release.</param>
    /// <param name="score">The score's name in <c>predictions.parquet</c>.</param>
    public static string Column(string version, string score) => $"{version}/{score}";
}
