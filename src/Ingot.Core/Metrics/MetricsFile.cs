namespace Ingot.Core.Metrics;

/// <summary><c>metrics.json</c> and <c>performance.json</c>.</summary>
public static class MetricsFile
{
    /// <summary>The report as JSON; NaN is null.</summary>
    public static string ToJson(MetricsReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static MetricsReport Read(string path) => JsonFormat.Read<MetricsReport>(path);

    /// <summary>Reads a report from the bytes of a file.</summary>
    /// <param name="json">The file's content.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static MetricsReport Parse(byte[] json, string path) => JsonFormat.Parse<MetricsReport>(json, path);
}
