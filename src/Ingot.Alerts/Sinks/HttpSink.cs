using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Ingot.Artifacts;

namespace Ingot.Alerts.Sinks;

/// <summary>
/// Posts alerts as JSON. Redirects are not followed, since they would carry the message to somebody who was never named; the answer's body is not
/// read; the address is a secret and stands in no message.
/// </summary>
public sealed class HttpSink : IAlertSink
{
    private const string JsonType = "application/json";

    private readonly Uri _address;
    private readonly Func<Alert, byte[]> _write;
    private readonly WebhookKey? _key;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a sink.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="address">Where it posts: https, or http on this machine.</param>
    /// <param name="write">Writes an alert as the other side takes it.</param>
    /// <param name="key">Signs the messages; null: they are not signed.</param>
    /// <param name="options">How long it may take.</param>
    /// <param name="time">The clock.</param>
    public HttpSink(string name, Uri address, Func<Alert, byte[]> write, WebhookKey? key, DeliveryOptions options, TimeProvider time)
    {
        Name = name;
        (_address, _write, _key, _options, _time) = (address, write, key, options, time);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public async Task<AlertDelivery> SendAsync(Alert alert, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var body = _write(alert);

        // Alerts are rare: nothing is kept open between them. Each attempt has a limit of its own.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        return await DeliveryRetry.RunAsync(_options, _time, c => PostAsync(client, alert, body, c), cancellation);
    }

    private async Task<DeliveryAttempt> PostAsync(HttpClient client, Alert alert, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ingot", ToolVersion.Current.Split('+')[0]));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(JsonType, "utf-8");
        _key?.Sign(request.Headers, alert.Id, _time.GetUtcNow(), body);
        try
        {
            // Whatever stands behind the head, nobody reads it: it may have no end.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Answer(response);
        }
        catch (HttpRequestException e)
        {
            return new DeliveryAttempt(new AlertDelivery(false, Cause(e)), IsTransient: e.InnerException is not AuthenticationException);
        }
        catch (IOException)
        {
            return new DeliveryAttempt(new AlertDelivery(false, "the connection broke"), IsTransient: true);
        }
    }

    private DeliveryAttempt Answer(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var answer = FormattableString.Invariant($"{status}{(Enum.IsDefined(response.StatusCode) ? $" {response.StatusCode}" : string.Empty)}");
        if (response.IsSuccessStatusCode)
        {
            return new DeliveryAttempt(new AlertDelivery(true, answer));
        }

        return new DeliveryAttempt(
            new AlertDelivery(false, status is >= 300 and < 400 ? $"{answer}: redirects are not followed" : answer),
            status >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout,
            Pause(response.Headers.RetryAfter));
    }

    // RFC 9110, section 10.2.3: seconds, or a date.
    private TimeSpan? Pause(RetryConditionHeaderValue? after) =>
        after?.Delta ?? (after?.Date is { } date ? date - _time.GetUtcNow() : null);

    // The exception's own message has the host.
    private static string Cause(HttpRequestException e) => e switch
    {
        { InnerException: AuthenticationException } or { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed: the certificate is not trusted, or the other side speaks no TLS",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name is not known",
        { InnerException: SocketException socket } => $"no connection ({socket.SocketErrorCode})",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "the answer's head is too large",
        _ => "the answer is no HTTP, or the connection broke",
    };
}
