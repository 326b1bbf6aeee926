using System.CommandLine;
using System.Net.Sockets;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Tool.Output;
using Ingot.Tool.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace Ingot.Tool.Commands;

/// <summary><c>serve</c>: answers requests with the models of a channel.</summary>
internal static class ServeCommand
{
    /// <summary>The verb.</summary>
    public const string Name = "serve";

    public static Command Create()
    {
        var arguments = new ServeArguments();
        var command = new Command(Name, "Serve the models of a channel: Open Inference Protocol v2 below /v2, predictions by column name below /models.");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(arguments, parsed, cancellation));
        return command;
    }

    private static Task<int> RunAsync(ServeArguments arguments, ParseResult parsed, CancellationToken cancellation)
    {
        var console = parsed.InvocationConfiguration;
        return Verb.RunAsync(Name, console, async () =>
        {
            var settings = arguments.Read(parsed);
            await using var server = ServeHost.Create(settings);
            await StartAsync(server, settings, cancellation);
            foreach (var url in server.Urls)
            {
                await console.Output.WriteLineAsync($"Serving on {url}: {url}/v2 and {url}/models; Ctrl+C ends it.");
            }

            // The host has its own way to learn of signals; the command line's ends it too.
            await using var stop = cancellation.UnsafeRegister(static l => ((IHostApplicationLifetime)l!).StopApplication(), server.Lifetime);
            await server.WaitForShutdownAsync(CancellationToken.None);
            return StageOutcome.Passed;
        });
    }

    private static async Task StartAsync(WebApplication server, ServeSettings settings, CancellationToken cancellation)
    {
        try
        {
            await server.StartAsync(cancellation);
        }
        catch (Exception e) when (e is SocketException or IOException { InnerException: AddressInUseException })
        {
            throw new IngotException(
                ServeDiagnostics.AddressUnavailable.At(
                    SourceLocation.None,
                    $"The server cannot listen on {string.Join(", ", settings.Urls)}: {e.Message.TrimEnd('.')}. Stop the program that listens there, or give another address with --urls."),
                e);
        }
    }
}
