namespace Ingot.Monitoring.Queries;

/// <summary>What a query of a log may take.</summary>
public sealed record LogQueryLimits
{
    /// <summary>Rows that are handed out at most; default 1,000.</summary>
    public int Rows { get; init; } = 1000;

    /// <summary>How long it may take; default a minute.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes of memory that it may take before it uses the disk; default 1 GB.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Bytes of the disk that it may take then; default 4 GB.</summary>
    public long Disk { get; init; } = 4L << 30;
}
