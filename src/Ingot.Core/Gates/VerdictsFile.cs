namespace Ingot.Core.Gates;

/// <summary><c>verdicts.json</c>.</summary>
public static class VerdictsFile
{
    /// <summary>The verdicts as JSON.</summary>
    public static string ToJson(IReadOnlyList<Verdict> verdicts) => JsonFormat.Write(verdicts);

    /// <summary>Reads verdicts.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static IReadOnlyList<Verdict> Read(string path) => JsonFormat.Read<IReadOnlyList<Verdict>>(path);

    /// <summary>Reads verdicts from the bytes of a file.</summary>
    /// <param name="json">The file's content.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static IReadOnlyList<Verdict> Parse(byte[] json, string path) => JsonFormat.Parse<IReadOnlyList<Verdict>>(json, path);
}
