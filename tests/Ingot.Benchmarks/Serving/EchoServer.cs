using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ingot.Benchmarks.Serving;

/// <summary>Kestrel with one endpoint that parses a body of JSON and sends it back: what any server in .NET costs at least.</summary>
internal static class EchoServer
{
    public const string Path = "/echo";

    public static async Task RunAsync(string url, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls(url);
        builder.Services.AddRoutingCore();
        await using var application = builder.Build();
        application.UseRouting();
        application.MapPost(Path, AnswerAsync);
        await application.StartAsync(cancellation);
        await application.WaitForShutdownAsync(cancellation);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var result = await reader.ReadAsync(context.RequestAborted);
        while (!result.IsCompleted)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await reader.ReadAsync(context.RequestAborted);
        }

        using (JsonDocument.Parse(result.Buffer))
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = result.Buffer.Length;
            context.Response.BodyWriter.Write(result.Buffer.ToArray());
        }

        reader.AdvanceTo(result.Buffer.End);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
