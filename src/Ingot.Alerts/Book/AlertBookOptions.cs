namespace Ingot.Alerts.Book;

/// <summary>When people are told.</summary>
public sealed record AlertBookOptions
{
    /// <summary>After how long something that still fails is told again. Default: 24 hours.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many looks in a row must find it well before it is over, so that what goes to and fro at its threshold is told once. Default: 2, the least that
    /// damps anything; the same is done by the soft states of Nagios and by <c>keep_firing_for</c> of Prometheus.
    /// </summary>
    public int PassesToRecover { get; init; } = 2;

    /// <summary>How long an alert that a sink does not take is tried again. Default: 3 days.</summary>
    public TimeSpan KeepUnsent { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How many alerts of one look are told one by one; the others are told together. Default: 10.</summary>
    public int MostAtOnce { get; init; } = 10;

    /// <summary>How long another process that has the book open is waited for. Default: 10 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}
