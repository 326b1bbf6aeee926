using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Security;

/// <summary>Counts the wrong keys that come from an address: after <see cref="Tries"/> in a minute no more are looked at.</summary>
internal sealed class SignInGuard(ILogger<SignInGuard> logger) : IDisposable
{
    /// <summary>Wrong keys in a minute.</summary>
    public const int Tries = 10;

    /// <summary>After how many seconds keys are looked at again, at the latest.</summary>
    public const int Seconds = 60;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(Seconds);

    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(PartOf(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = Tries, Window = Window, QueueLimit = 0 }));

    /// <summary>Whether a key of this address is looked at.</summary>
    public bool Allows(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address, permitCount: 0);
        return lease.IsAcquired;
    }

    /// <summary>Counts a wrong key, and says it, as long as keys of this address are looked at.</summary>
    public void Count(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        if (!lease.IsAcquired)
        {
            return;
        }

        logger.LogRefused(address);
        if (!Allows(address))
        {
            logger.LogTooManyRefused(address, Tries);
        }
    }

    public void Dispose() => _limiter.Dispose();

    // Whoever has an address of version 6 has a whole network of them.
    internal static string PartOf(IPAddress? address) => address switch
    {
        null => string.Empty,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes()[..8]),
        _ => address.ToString(),
    };
}
