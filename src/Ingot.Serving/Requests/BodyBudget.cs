using Microsoft.Extensions.Options;

namespace Ingot.Serving.Requests;

/// <summary>
/// Bounds the bytes of all bodies that are held at the same time: as many as the largest bodies of all requests at work. Clients that send
/// slowly so take a little memory and no place, and those who send much at once are told to come again.
/// </summary>
internal sealed class BodyBudget(IOptions<ServingOptions> options)
{
    private const int RetryAfter = 1;
    private readonly long _most = (long)options.Value.Limits.MaxBodyBytes * options.Value.Limits.MaxConcurrentRequests;
    private long _held;

    /// <summary>Bytes that are held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>The share of one body; it is given back by disposing it.</summary>
    public Share Open() => new(this);

    /// <summary>What one body holds.</summary>
    public sealed class Share(BodyBudget budget) : IDisposable
    {
        private long _bytes;

        /// <summary>Holds so many bytes in all.</summary>
        /// <exception cref="RequestException">429: all bodies together are too large.</exception>
        public void Hold(long bytes)
        {
            var more = bytes - _bytes;
            _bytes = bytes;
            if (Interlocked.Add(ref budget._held, more) > budget._most && more > 0)
            {
                throw new RequestException(429, FormattableString.Invariant(
                    $"The bodies of the requests that wait have more than {budget._most} bytes together. Try again later."))
                {
                    RetryAfter = RetryAfter,
                };
            }
        }

        public void Dispose() => Interlocked.Add(ref budget._held, -Interlocked.Exchange(ref _bytes, 0));
    }
}
