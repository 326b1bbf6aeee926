namespace Ingot.Core.Behaviour;

/// <summary><c>behaviour.json</c>.</summary>
public static class BehaviourFile
{
    /// <summary>The report as JSON; NaN is null.</summary>
    public static string ToJson(BehaviourReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static BehaviourReport Read(string path) => JsonFormat.Read<BehaviourReport>(path);
}
