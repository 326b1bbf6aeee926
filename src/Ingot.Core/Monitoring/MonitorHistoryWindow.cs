namespace Ingot.Core.Monitoring;

/// <summary>A window of a history: what is known of it, and what was known of it before.</summary>
/// <param name="Entry">The measurement that no other one replaces; of several, the one with the most labels.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Replaced">Earlier measurements of the same window, the newest first.</param>
public sealed record MonitorHistoryWindow(MonitorHistoryEntry Entry, string File, IReadOnlyList<MonitorHistoryEntry> Replaced)
{
    /// <summary>The names of the files of <see cref="Replaced"/>.</summary>
    public IReadOnlyList<string> ReplacedFiles { get; init; } = [];
}
