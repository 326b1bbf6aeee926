using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Serving.Monitoring;

/// <summary>Measures what a version answered.</summary>
internal interface IProductionMeter
{
    /// <summary>Measures it.</summary>
    /// <param name="job">The version.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IngotException">The package cannot be found any more, or is damaged.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    Task<MonitorLook> MeasureAsync(MonitorJob job, CancellationToken cancellation);
}
