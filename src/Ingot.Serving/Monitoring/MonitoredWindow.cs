using Ingot.Core.Monitoring;

namespace Ingot.Serving.Monitoring;

/// <summary>The last look at what a version answered.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Channel">The channel whose version it is; null: it is served without a channel.</param>
/// <param name="Version">The version.</param>
/// <param name="Looked">When the look began.</param>
public sealed record MonitoredWindow(string Package, string? Channel, string Version, DateTimeOffset Looked)
{
    /// <summary>What was found the last time that it could be measured; null: it never could.</summary>
    public MonitorReport? Report { get; init; }

    /// <summary>When <see cref="Report"/> was measured.</summary>
    public DateTimeOffset? Measured { get; init; }

    /// <summary>The page of <see cref="Report"/>, as HTML that fetches nothing.</summary>
    public string? Page { get; init; }

    /// <summary>Why the last look found nothing, with its code; null: it was measured.</summary>
    public string? Problem { get; init; }
}
