namespace Ingot.Serving;

/// <summary>Limits of requests. What is over a size is refused with 413; what comes in too great a number with 429, what takes too long with 503, both with <c>Retry-After</c>.</summary>
public sealed class LimitOptions
{
    /// <summary>Bytes of a request's body, as it is sent and when it is inflated; default 4 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>Rows of a request; default 10,000.</summary>
    public int MaxRows { get; set; } = 10_000;

    /// <summary>
    /// Requests that are worked on at the same time; default 64. One is worked on when its body has come. All bodies together, including those that
    /// wait or still come, may have as many bytes as so many of the largest ones; more are refused with 429.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 64;

    /// <summary>Requests that wait for their turn; more are refused with 429. Default 256.</summary>
    public int MaxQueuedRequests { get; set; } = 256;

    /// <summary>Time that a request may take, its waiting included; default 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server goes on accepting requests after it was asked to stop and says that it is not ready; default zero.</summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;
}
