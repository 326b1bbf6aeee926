namespace Ingot.Monitoring.History;

/// <summary>Which part of a prediction log is meant. What is null does not restrict.</summary>
public sealed record HistoryFilter
{
    /// <summary>Everything.</summary>
    public static HistoryFilter All { get; } = new();

    /// <summary>Only predictions of this version.</summary>
    public string? Version { get; init; }

    /// <summary>Only predictions by this channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Only predictions from this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only predictions before this instant.</summary>
    public DateTimeOffset? Before { get; init; }
}
