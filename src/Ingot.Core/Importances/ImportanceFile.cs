namespace Ingot.Core.Importances;

/// <summary><c>importance.json</c>.</summary>
public static class ImportanceFile
{
    /// <summary>The report as JSON; NaN is null.</summary>
    public static string ToJson(ImportanceReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static ImportanceReport Read(string path) => JsonFormat.Read<ImportanceReport>(path);
}
