using Ingot.Core.Monitoring;

namespace Ingot.Pipeline.Monitor;

/// <summary>What is measured, of the window as a whole and of each of its chunks.</summary>
/// <param name="chunks">Number of chunks.</param>
internal sealed class WindowMeasurements(int chunks)
{
    private readonly List<MonitorMeasurement>[] _chunks = [.. Enumerable.Range(0, chunks).Select(_ => new List<MonitorMeasurement>())];

    /// <summary>Of the whole.</summary>
    public List<MonitorMeasurement> Whole { get; } = [];

    /// <summary>Of a chunk.</summary>
    public List<MonitorMeasurement> OfChunk(int index) => _chunks[index];
}
