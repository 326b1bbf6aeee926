namespace Ingot.Core.Explanations;

/// <summary><c>explanations.json</c>.</summary>
public static class ExplanationFile
{
    /// <summary>The report as JSON.</summary>
    public static string ToJson(ExplanationReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static ExplanationReport Read(string path) => JsonFormat.Read<ExplanationReport>(path);
}
