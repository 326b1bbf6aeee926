namespace Ingot.Core.Readiness;

/// <summary><c>score.json</c>.</summary>
public static class MLTestScoreFile
{
    /// <summary>The score as JSON.</summary>
    public static string ToJson(MLTestReport report) => JsonFormat.Write(report);

    /// <summary>Reads a score.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static MLTestReport Read(string path) => JsonFormat.Read<MLTestReport>(path);
}
