using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Security;

/// <summary>
/// Looks at API keys, and no longer at those from an address that sends too many wrong ones: nobody tries out many keys, nor fills the log. A key that was
/// right from that address before still is: all clients may come from the address of one proxy, and a stranger must not lock them out.
/// </summary>
internal sealed class ApiKeyGuard(ILogger<SignInGuard> logger) : IDisposable
{
    private const int MostKnown = 4096;

    // For the request: the key was not looked at.
    private static readonly object Refused = new();

    private readonly SignInGuard _wrong = new(logger);
    private readonly ConcurrentDictionary<(string Address, string Sha256), bool> _known = new();

    /// <summary>Whether a key of the request was not looked at.</summary>
    public static bool IsRefused(HttpContext context) => context.Items.ContainsKey(Refused);

    /// <summary>The key that a text is; null: none, or it was not looked at.</summary>
    /// <param name="context">The request.</param>
    /// <param name="access">The keys.</param>
    /// <param name="text">The text.</param>
    public ApiKey? Find(HttpContext context, AccessOptions access, string text)
    {
        var address = context.Connection.RemoteIpAddress;
        var key = ApiKeys.Find(access, text);
        if (_wrong.Allows(address))
        {
            if (key is null)
            {
                _wrong.Count(address);
            }
            else
            {
                Remember(address, key);
            }

            return key;
        }

        if (key is not null && _known.ContainsKey((SignInGuard.PartOf(address), key.Sha256)))
        {
            return key;
        }

        // Of a right key nobody hears more than of a wrong one.
        context.Items[Refused] = Refused;
        return null;
    }

    public void Dispose() => _wrong.Dispose();

    private void Remember(IPAddress? address, ApiKey key)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known.TryAdd((SignInGuard.PartOf(address), key.Sha256), true);
    }
}
