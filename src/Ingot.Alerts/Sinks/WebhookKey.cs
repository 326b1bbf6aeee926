using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Ingot.Alerts.Sinks;

/// <summary>
/// Signs messages of the generic webhook, by Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): HMAC-SHA-256 of
/// <c>id.timestamp.body</c>, in base64 behind <c>v1,</c>. The receiver computes it again, compares, and refuses timestamps that are too old.
/// </summary>
public sealed class WebhookKey
{
    /// <summary>Least number of bytes of a key, as the specification has it.</summary>
    public const int LeastBytes = 24;

    /// <summary>Greatest number of bytes of a key.</summary>
    public const int MostBytes = 64;

    private const string Prefix = "whsec_";

    private readonly byte[] _key;

    private WebhookKey(byte[] key) => _key = key;

    /// <summary>Reads a key: 24 to 64 bytes as base64, with or without <c>whsec_</c> before it; null: it is none.</summary>
    /// <param name="text">The text.</param>
    public static WebhookKey? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var base64 = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length is >= LeastBytes and <= MostBytes ? new WebhookKey(bytes[..length]) : null;
    }

    /// <summary>The signature of a message.</summary>
    /// <param name="id">The alert's id.</param>
    /// <param name="seconds">When it is sent, in seconds since 1970.</param>
    /// <param name="body">The message.</param>
    public string SignatureOf(string id, long seconds, ReadOnlySpan<byte> body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, (byte[])[.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")), .. body]));

    internal void Sign(HttpRequestHeaders headers, string id, DateTimeOffset now, byte[] body)
    {
        var seconds = now.ToUnixTimeSeconds();
        headers.Add("webhook-id", id);
        headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        headers.Add("webhook-signature", SignatureOf(id, seconds, body));
    }
}
