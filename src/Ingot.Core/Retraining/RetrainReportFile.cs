namespace Ingot.Core.Retraining;

/// <summary><c>retrain.json</c>.</summary>
public static class RetrainReportFile
{
    /// <summary>The report as JSON.</summary>
    public static string ToJson(RetrainReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged; INGOT9020: a newer Ingot wrote it.</exception>
    public static RetrainReport Read(string path) => JsonFormat.Read<RetrainReport>(path);
}
