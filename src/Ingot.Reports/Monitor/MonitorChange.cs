using Ingot.Core.Monitoring;

namespace Ingot.Reports.Monitor;

/// <summary>Chunks in which something was beyond its limit.</summary>
/// <param name="Series">What.</param>
/// <param name="First">Number of the first of them.</param>
/// <param name="Last">Number of the last of them.</param>
/// <param name="Beyond">How many of the chunks from the first to the last were beyond.</param>
/// <param name="Judged">How many of them could be judged.</param>
/// <param name="HasEnded">Whether chunks after them were judged, and were as usual.</param>
/// <param name="Peak">The chunk of the greatest distance.</param>
internal sealed record MonitorChange(MonitorSeries Series, int First, int Last, int Beyond, int Judged, bool HasEnded, int Peak)
{
    /// <summary>Whether it is more than what a single chunk says.</summary>
    public bool IsSustained => Beyond > 1;

    /// <summary>The measurement at the peak.</summary>
    public MonitorMeasurement AtPeak => Series.Points[Peak]!;
}
