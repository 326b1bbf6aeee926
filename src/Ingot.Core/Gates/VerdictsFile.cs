using System.Text.Json;

namespace Ingot.Core.Gates;

/// <summary><c>verdicts.json</c>.</summary>
public static class VerdictsFile
{
    /// <summary>The verdicts as JSON.</summary>
    public static string ToJson(IReadOnlyList<Verdict> verdicts) => JsonSerializer.Serialize(verdicts, JsonFormat.Options);

    /// <summary>Reads verdicts.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static IReadOnlyList<Verdict> Read(string path) => JsonFormat.Read<IReadOnlyList<Verdict>>(path);
}
