namespace Ingot.Core.Monitoring;

/// <summary><c>monitoring.json</c>. It may be anybody's, so what is unknown in it is refused.</summary>
public static class MonitorPlanFile
{
    /// <summary>The plan as JSON.</summary>
    public static string ToJson(MonitorPlan plan) => JsonFormat.Write(plan);

    /// <summary>Reads a plan.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged; INGOT9020: a newer Ingot wrote it.</exception>
    public static MonitorPlan Read(string path) => JsonFormat.Read<MonitorPlan>(path, JsonFormat.Strict);
}
