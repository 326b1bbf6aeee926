namespace Ingot.Core.Slices;

/// <summary><c>slices.json</c>.</summary>
public static class SlicesFile
{
    /// <summary>The report as JSON; NaN is null.</summary>
    public static string ToJson(SlicesReport report) => JsonFormat.Write(report);

    /// <summary>Reads a report.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static SlicesReport Read(string path) => JsonFormat.Read<SlicesReport>(path);
}
