using Ingot.Alerts.Book;
using Ingot.Alerts.Sinks;

namespace Ingot.Tool.Serving.Monitoring;

/// <summary>How a server watches what it answers.</summary>
/// <param name="Interval">How often it looks.</param>
/// <param name="Log">The folder of its prediction log.</param>
/// <param name="Sinks">Who is told; none: nobody.</param>
/// <param name="Alerts">The folder of the book of open alerts.</param>
/// <param name="Book">When people are told.</param>
internal sealed record MonitorSettings(TimeSpan Interval, string Log, IReadOnlyList<IAlertSink> Sinks, string Alerts, AlertBookOptions Book)
{
    /// <summary>The environment variables that name the PostgreSQL in which the log's rows are; none: they are in its folder.</summary>
    public IReadOnlyList<string> Database { get; init; } = [];

    /// <summary>How long one look at one model may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Bytes of the managed heap of the process that looks; DuckDB takes as much again at most, and then the disk.</summary>
    public long Heap { get; init; } = 1L << 30;
}
