using System.Text.Json;
using Ingot.Alerts.Sinks;
using Ingot.Alerts.Tests;
using Ingot.Serving.Observers;
using Ingot.Serving.Tests;
using Ingot.Tests.Shared;
using Ingot.Tool.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingot.Tool.Tests;

/// <summary>Channels that are changed on the page of a server.</summary>
public sealed class ChannelAlertsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-channel-alerts-").FullName;
    private readonly LogRecorder _log = new();

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task People_are_told_of_each_and_whoever_changes_one_does_not_wait()
    {
        var answer = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, _) => answer.Task);
        await using var server = Create(receiver);
        await server.StartAsync();
        var observer = server.Services.GetRequiredService<IChannelObserver>();

        observer.Changed(News(ChannelAction.Promoted, "1.1.0", "1.0.0"));
        observer.Changed(News(ChannelAction.RolledBack, "1.0.0", "1.1.0"));
        observer.Changed(News(ChannelAction.Retired, "1.1.0", null));
        answer.SetResult();
        await Waiting.UntilAsync(() => receiver.Messages.Count == 3);

        Assert.Equal(
            ["Contoso.Churn 1.1.0 holds production instead of 1.0.0", "Contoso.Churn 1.0.0 holds production again instead of 1.1.0", "Contoso.Churn 1.1.0 is retired from production"],
            receiver.Messages.Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task What_is_not_sent_when_the_server_stops_is_said()
    {
        var never = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, _) => never.Task);
        await using var server = Create(receiver);
        await server.StartAsync();
        var observer = server.Services.GetRequiredService<IChannelObserver>();
        observer.Changed(News(ChannelAction.Promoted, "1.1.0", "1.0.0"));
        await Waiting.UntilAsync(() => !receiver.Messages.IsEmpty);
        observer.Changed(News(ChannelAction.Retired, "1.0.0", "1.1.0"));

        await server.StopAsync();
        never.SetResult();

        Assert.Contains(_log.Lines, l => l.Contains("INGOT8042: The alert 'Contoso.Churn 1.0.0 is retired from production' was not sent", StringComparison.Ordinal));
    }

    private Microsoft.AspNetCore.Builder.WebApplication Create(Receiver receiver)
    {
        TestPackage.Write(_folder, "1.0.0");
        return ServeHost.Create(
            new ServeSettings
            {
                Urls = [new Uri("http://127.0.0.1:0")],
                Sinks = [new HttpSink("webhook", receiver.Address, WebhookMessage.Write, null, new DeliveryOptions { Timeout = TimeSpan.FromMinutes(5) }, TimeProvider.System)],
                Configure = o =>
                {
                    o.Packages.Add("Contoso.Churn@1.0.0");
                    o.PackageFolders.Add(_folder);
                    o.ManageChannels = true;
                },
            },
            b => b.Logging.AddProvider(_log));
    }

    private static ChannelNews News(ChannelAction action, string version, string? other) =>
        new(action, TestPackage.Id, version, other, "production", 2, DateTimeOffset.UnixEpoch);
}
