using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ingot.Alerts.Sinks;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Alerts.Tests;

public class HttpSinkTests
{
    [Fact]
    public async Task The_generic_message_has_what_the_page_says_of_it()
    {
        await using var receiver = await Receiver.StartAsync(204);

        Assert.Equal(new AlertDelivery(true, "204 NoContent"), await Webhook(receiver).SendAsync(Samples.Alert(), default));

        var message = Assert.Single(receiver.Messages);
        using var json = JsonDocument.Parse(message.Body);
        Assert.Equal("application/json; charset=utf-8", message.Headers["Content-Type"]);
        Assert.StartsWith("Ingot/", message.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain(message.Headers.Keys, k => k.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            ["formatVersion", "id", "kind", "severity", "package", "version", "channel", "subject", "title", "facts", "link", "time"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("GateFailed", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal("2026-11-29T12:00:00Z", json.RootElement.GetProperty("time").GetString());
        Assert.Equal(Samples.Alert().Id, json.RootElement.GetProperty("id").GetString());
    }

    /// <summary>The example of the specification of Standard Webhooks 1.0.0.</summary>
    [Fact]
    public void A_signature_is_that_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookKey.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!.SignatureOf("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, """{"test": 2432232314}"""u8));

    [Fact]
    public async Task A_signed_message_can_be_checked_by_its_receiver()
    {
        await using var receiver = await Receiver.StartAsync(200);
        var key = WebhookKey.TryParse(Convert.ToBase64String(new byte[32]))!;

        await new HttpSink("webhook", receiver.Address, WebhookMessage.Write, key, Samples.Quick, new FakeTimeProvider(Samples.Noon)).SendAsync(Samples.Alert(), default);

        var message = Assert.Single(receiver.Messages);
        Assert.Equal(Samples.Noon.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), message.Headers["webhook-timestamp"]);
        Assert.Equal(key.SignatureOf(Samples.Alert().Id, Samples.Noon.ToUnixTimeSeconds(), message.Body), message.Headers["webhook-signature"]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        await using var receiver = await Receiver.StartAsync(status, status, 200);

        Assert.True((await Webhook(receiver).SendAsync(Samples.Alert(), default)).IsDelivered);
        Assert.Equal(3, receiver.Messages.Count);
        Assert.Single(receiver.Messages.Select(m => Encoding.UTF8.GetString(m.Body)).Distinct());
    }

    [Theory]
    [InlineData(400, 1, "400 BadRequest")]
    [InlineData(404, 1, "404 NotFound")]
    [InlineData(500, 4, "500 InternalServerError")]
    [InlineData(799, 4, "799")]
    public async Task What_does_not_pass_is_given_up(int status, int times, string answer)
    {
        await using var receiver = await Receiver.StartAsync(status);

        Assert.Equal(new AlertDelivery(false, answer), await Webhook(receiver).SendAsync(Samples.Alert(), default));
        Assert.Equal(times, receiver.Messages.Count);
    }

    [Fact]
    public async Task A_pause_that_is_asked_for_is_kept_by_the_clock()
    {
        var (time, posted) = (new FakeTimeProvider(Samples.Noon), new TaskCompletionSource());
        await using var receiver = await Receiver.StartAsync((number, response) =>
        {
            response.StatusCode = number == 0 ? 429 : 200;
            response.Headers.RetryAfter = "20";
            response.OnCompleted(() =>
            {
                posted.TrySetResult();
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        });
        var sending = new HttpSink("webhook", receiver.Address, WebhookMessage.Write, null, new DeliveryOptions { Timeout = TimeSpan.FromHours(1) }, time).SendAsync(Samples.Alert(), default);
        await Waiting.ForAsync(posted.Task);

        await Waiting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return sending.IsCompleted;
        });

        Assert.True((await sending).IsDelivered);
        Assert.True(time.GetUtcNow() - Samples.Noon >= TimeSpan.FromSeconds(20), $"{time.GetUtcNow()}");
    }

    [Fact]
    public async Task Nobody_waits_for_an_hour()
    {
        await using var receiver = await Receiver.StartAsync((_, response) =>
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });

        Assert.Equal(new AlertDelivery(false, "429 TooManyRequests"), await Webhook(receiver).SendAsync(Samples.Alert(), default));
        Assert.Single(receiver.Messages);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_lead_nowhere(int status)
    {
        await using var elsewhere = await Receiver.StartAsync(200);
        await using var receiver = await Receiver.StartAsync((_, response) =>
        {
            response.StatusCode = status;
            response.Headers.Location = elsewhere.Address.AbsoluteUri;
            return Task.CompletedTask;
        });

        var delivery = await Webhook(receiver).SendAsync(Samples.Alert(), default);

        Assert.False(delivery.IsDelivered);
        Assert.EndsWith("redirects are not followed", delivery.Answer, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Messages);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up()
    {
        var end = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, _) => end.Task);
        var options = Samples.Quick with { Timeout = TimeSpan.FromMilliseconds(50), Attempts = 2 };

        var delivery = await new HttpSink("webhook", receiver.Address, WebhookMessage.Write, null, options, TimeProvider.System).SendAsync(Samples.Alert(), default);
        end.SetResult();

        Assert.Equal(new AlertDelivery(false, "no answer within 0.05 s"), delivery);
    }

    [Fact]
    public async Task The_body_of_an_answer_is_nobodys_business()
    {
        var gone = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(async (_, response) =>
        {
            response.StatusCode = 400;
            response.Headers["X-Evil"] = "::error::x";
            try
            {
                while (true)
                {
                    await response.WriteAsync(new string('#', 65536) + "##vso[task.setvariable variable=a]b", response.HttpContext.RequestAborted);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                gone.SetResult();
            }
        });

        Assert.Equal(new AlertDelivery(false, "400 BadRequest"), await Webhook(receiver).SendAsync(Samples.Alert(), default));
        await Waiting.ForAsync(gone.Task);
    }

    [Fact]
    public async Task A_head_without_end_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            try
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray());
                while (true)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-A: {new string('a', 1000)}\r\n"));
                }
            }
            catch (IOException)
            {
                // The other side has gone, as it should.
            }
        });

        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{Receiver.Secret}");
        var delivery = await new HttpSink("webhook", address, WebhookMessage.Write, null, Samples.Quick with { Attempts = 1 }, TimeProvider.System).SendAsync(Samples.Alert(), default);

        Assert.False(delivery.IsDelivered);
        Assert.DoesNotContain("127.0.0.1", delivery.Answer, StringComparison.Ordinal);
        await Waiting.ForAsync(serving);
    }

    [Fact]
    public async Task What_cannot_be_reached_says_why_and_not_where()
    {
        await using var receiver = await Receiver.StartAsync(200);
        var address = receiver.Address;
        await receiver.DisposeAsync();

        var delivery = await new HttpSink("webhook", address, WebhookMessage.Write, null, Samples.Quick with { Attempts = 2 }, TimeProvider.System).SendAsync(Samples.Alert(), default);
        var noTls = new UriBuilder(address) { Scheme = "https" }.Uri;

        Assert.Equal(new AlertDelivery(false, "no connection (ConnectionRefused)"), delivery);
        Assert.Equal(delivery, await new HttpSink("webhook", noTls, WebhookMessage.Write, null, Samples.Quick with { Attempts = 1 }, TimeProvider.System).SendAsync(Samples.Alert(), default));
    }

    [Fact]
    public async Task A_server_without_TLS_gets_nothing_over_https()
    {
        await using var receiver = await Receiver.StartAsync(200);
        var address = new UriBuilder(receiver.Address) { Scheme = "https" }.Uri;

        var delivery = await new HttpSink("webhook", address, WebhookMessage.Write, null, Samples.Quick with { Attempts = 1 }, TimeProvider.System).SendAsync(Samples.Alert(), default);

        Assert.StartsWith("TLS failed", delivery.Answer, StringComparison.Ordinal);
        Assert.Empty(receiver.Messages);
    }

    private static HttpSink Webhook(Receiver receiver) => new("webhook", receiver.Address, WebhookMessage.Write, null, Samples.Quick, TimeProvider.System);
}
