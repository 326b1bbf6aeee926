using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Ingot.Tool.Tests;

/// <summary>A collector of OpenTelemetry's protocol (OTLP 1.0 over gRPC, without TLS): it takes everything, and keeps its bytes by service.</summary>
internal sealed class TestCollector : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);

    private TestCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        _application = builder.Build();
        _application.Run(TakeAsync);
    }

    public Uri Address => new(_application.Urls.Single());

    public static async Task<TestCollector> StartAsync()
    {
        var collector = new TestCollector();
        await collector._application.StartAsync();
        return collector;
    }

    /// <summary>What a service was sent. Texts stand in protocol buffers as they are.</summary>
    public string Received(string service) => _received.GetValueOrDefault(service, string.Empty);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.AddOrUpdate(context.Request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        context.Response.ContentType = "application/grpc";

        // One empty message, and that all went well.
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
