namespace Ingot.Core.Clusters;

/// <summary><c>clusters.json</c>.</summary>
public static class ClustersFile
{
    /// <summary>The report as JSON; NaN is null.</summary>
    public static string ToJson(ClustersReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static ClustersReport Read(string path) => JsonFormat.Read<ClustersReport>(path);
}
