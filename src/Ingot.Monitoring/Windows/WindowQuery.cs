namespace Ingot.Monitoring.Windows;

/// <summary>Which part of what was served is looked at. What is null or empty does not restrict.</summary>
public sealed record WindowQuery
{
    /// <summary>The package's id; null only where a source has one model only.</summary>
    public string? Package { get; init; }

    /// <summary>The versions; empty: all.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>The channel that chose the version.</summary>
    public string? Channel { get; init; }

    /// <summary>Only predictions from this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only predictions before this instant; null: before now.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The same with a span of the last days, to the microsecond; the clock says when they end.</summary>
    /// <param name="days">How many days of 24 hours.</param>
    /// <param name="time">The clock.</param>
    public WindowQuery LastDays(double days, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var now = time.GetUtcNow();
        return this with { From = now - TimeSpan.FromDays(days), Before = now };
    }
}
