using System.Threading.RateLimiting;
using Ingot.Serving.Requests;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Endpoints;

/// <summary>Lets so many requests work at the same time, and so many wait.</summary>
internal sealed class RequestGate(IOptions<ServingOptions> options) : IAsyncDisposable
{
    private const int RetryAfter = 1;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.Limits.MaxConcurrentRequests,
        QueueLimit = options.Value.Limits.MaxQueuedRequests,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a place; whoever has it gives it back by disposing it.</summary>
    /// <exception cref="RequestException">429: too many wait already.</exception>
    public async ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellation)
    {
        var lease = await _limiter.AcquireAsync(1, cancellation);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw new RequestException(429, FormattableString.Invariant(
            $"The server works on {options.Value.Limits.MaxConcurrentRequests} requests, and {options.Value.Limits.MaxQueuedRequests} wait. Try again later."))
        {
            RetryAfter = RetryAfter,
        };
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
