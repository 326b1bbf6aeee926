using Ingot.Serving.Models;
using Ingot.Serving.Telemetry;

namespace Ingot.Serving.Traffic;

/// <summary>A canary on trial, and what the serving version did in the same time.</summary>
/// <param name="model">The version on trial.</param>
/// <param name="percent">Percent of the requests that it gets.</param>
internal sealed class CanaryState(ServedModel model, double percent)
{
    private string? _rollback;

    public ServedModel Model { get; } = model;

    /// <summary>Latencies of the serving version since the trial began.</summary>
    public LatencyHistogram ServingLatency { get; } = new();

    /// <summary>Requests of the serving version since the trial began.</summary>
    public long ServingRequests => Interlocked.Read(ref _servingRequests);

    private long _servingRequests;

    /// <summary>Why it gets no more traffic; null: it gets its part.</summary>
    public string? Rollback => Volatile.Read(ref _rollback);

    /// <summary>Percent of the requests that it gets now.</summary>
    public double Percent => Rollback is null ? percent : 0;

    /// <summary>Counts an answer of the serving version.</summary>
    public void AddServing(TimeSpan latency)
    {
        ServingLatency.Add(latency);
        Interlocked.Increment(ref _servingRequests);
    }

    /// <summary>Takes its traffic away; false when that was done before.</summary>
    public bool TryRollBack(string reason) => Interlocked.CompareExchange(ref _rollback, reason, null) is null;
}
