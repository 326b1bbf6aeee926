namespace Ingot.Core.Monitoring;

/// <summary>A part of a window.</summary>
public sealed record MonitorChunk
{
    /// <summary>Its first instant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Number of rows; 0 of a span of time in which nothing was served.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that have a label by now.</summary>
    public long Labelled { get; init; }

    /// <summary>Whether it is as long as the others: false where the window begins or ends within it.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The versions that answered, in the order in which they first did in the window.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>What was measured in it. What is missing was not measured; what is not known yet says so.</summary>
    public required IReadOnlyList<MonitorMeasurement> Measurements { get; init; }
}
