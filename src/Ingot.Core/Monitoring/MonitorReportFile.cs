namespace Ingot.Core.Monitoring;

/// <summary><c>monitor.json</c>.</summary>
public static class MonitorReportFile
{
    /// <summary>The report as JSON.</summary>
    public static string ToJson(MonitorReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged; INGOT9020: a newer Ingot wrote it.</exception>
    public static MonitorReport Read(string path) => JsonFormat.Read<MonitorReport>(path);
}
