using Ingot.Core.Diagnostics;
using Ingot.Core.Drift;

namespace Ingot.Core.Specs;

/// <summary>What is looked at of production, and how: the properties <c>ModelMonitor…</c>.</summary>
public sealed record MonitorSpec
{
    /// <summary>Property <c>ModelMonitorLog</c>: full path of the prediction log's folder; null: there is none.</summary>
    public string? Log { get; init; }

    /// <summary>Property <c>ModelMonitorPostgres</c>: whether the prediction log is in PostgreSQL; which one, the environment says. Default false.</summary>
    public bool IsInDatabase { get; init; }

    /// <summary>Items <c>MonitorData</c>: tables of what was served, where it is no log of Ingot's.</summary>
    public IReadOnlyList<MonitorDataSpec> Data { get; init; } = [];

    /// <summary>
    /// Property <c>ModelMonitorReference</c>: full path of a folder with the evidence of the version that serves, such as <c>evidence</c> of its
    /// package; null: the model that the project builds.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>
    /// Property <c>ModelMonitorPackage</c>: the package of the version that serves, as <c>Id@version</c> or the full path of a <c>.nupkg</c> file; null:
    /// <see cref="Reference"/> says what production is compared with.
    /// </summary>
    public string? Package { get; init; }

    /// <summary>Property <c>ModelMonitorFeed</c>: the only feed that is asked for <see cref="Package"/>; null: all that are configured.</summary>
    public string? Feed { get; init; }

    /// <summary>Where <see cref="Package"/> is said, for diagnostics.</summary>
    public SourceLocation PackageLocation { get; init; } = SourceLocation.None;

    /// <summary>Property <c>ModelMonitorHistory</c>: full path of the folder in which each window leaves a file; null: none does.</summary>
    public string? History { get; init; }

    /// <summary>Property <c>ModelMonitorFrom</c>: the first instant; null: <see cref="Days"/> before the end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Property <c>ModelMonitorTo</c>: the first instant after the window, which then is the present to it; null: now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Property <c>ModelMonitorDays</c>: the window's length when it has no beginning. Default 30.</summary>
    public double Days { get; init; } = 30;

    /// <summary>Property <c>ModelMonitorChunk</c>: <c>hour</c>, <c>day</c>, <c>week</c>, <c>month</c>, or a number of rows. Default <c>day</c>.</summary>
    public string Chunk { get; init; } = "day";

    /// <summary>The rows of a chunk, where <see cref="Chunk"/> is a number; else 0.</summary>
    public long ChunkRows { get; init; }

    /// <summary>Property <c>ModelMonitorVersion</c>: only rows of these versions; empty: of all.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Property <c>ModelMonitorChannel</c>: only rows that this channel chose the version for; null: all.</summary>
    public string? Channel { get; init; }

    /// <summary>Property <c>ModelDriftThreshold</c>: where thresholds of drift are from that no gate gives. Default <see cref="DriftThresholdMode.Fixed"/>, the measure's own.</summary>
    public DriftThresholdMode Threshold { get; init; }

    /// <summary>Where what is looked at is said, for diagnostics.</summary>
    public SourceLocation Location { get; init; } = SourceLocation.None;
}
