using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingot.Alerts.Tests;

/// <summary>A server on this machine that takes what is posted to it.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    /// <summary>A part of the address that is a secret.</summary>
    public const string Secret = "T0P-5ECRET";

    private readonly WebApplication _server;

    private Receiver(WebApplication server) => _server = server;

    /// <summary>What came, in its order.</summary>
    public ConcurrentQueue<Message> Messages { get; } = new();

    /// <summary>The address, with a secret in it.</summary>
    public Uri Address => new($"{_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/hook/{Secret}");

    /// <summary>Starts one.</summary>
    /// <param name="answer">Answers the message of a number, from 0.</param>
    public static async Task<Receiver> StartAsync(Func<int, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._server.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var number = receiver.Messages.Count;
            receiver.Messages.Enqueue(new Message(
                context.Request.Path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await answer(number, context.Response);
        });
        await receiver._server.StartAsync();
        return receiver;
    }

    /// <summary>Starts one that answers with these, the last one for ever.</summary>
    public static Task<Receiver> StartAsync(params int[] statuses) => StartAsync((number, response) =>
    {
        response.StatusCode = statuses[Math.Min(number, statuses.Length - 1)];
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>One that came.</summary>
    internal sealed record Message(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
}
