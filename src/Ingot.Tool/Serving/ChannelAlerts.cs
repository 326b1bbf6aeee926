using System.Threading.Channels;
using Ingot.Alerts;
using Ingot.Alerts.Sinks;
using Ingot.Core.Diagnostics;
using Ingot.Serving.Logging;
using Ingot.Serving.Observers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingot.Tool.Serving;

/// <summary>Tells people of channels that are changed on the page, as the verbs do; whoever changes one does not wait for it.</summary>
internal sealed class ChannelAlerts(IReadOnlyList<IAlertSink> sinks, ILogger<ChannelAlerts> logger) : BackgroundService, IChannelObserver
{
    private readonly Channel<Alert> _waiting = Channel.CreateUnbounded<Alert>();
    private readonly DiagnosticLogger _log = new(logger);

    /// <inheritdoc />
    public void Changed(ChannelNews news) => _waiting.Writer.TryWrite(news.Action switch
    {
        ChannelAction.Promoted => AlertEvents.Promoted(news.Package, news.Version, news.Other, news.Channel, news.Revision, news.Time),
        ChannelAction.RolledBack => AlertEvents.RolledBack(news.Package, news.Version, news.Other, news.Channel, news.Revision, news.Time),
        _ => AlertEvents.Retired(news.Package, news.Version, news.Other, news.Channel, news.Time),
    });

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sender = new AlertSender(sinks, _log);
        try
        {
            await foreach (var alert in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await sender.SendAsync(alert, stoppingToken);
            }
        }
        finally
        {
            while (_waiting.Reader.TryRead(out var lost))
            {
                _log.Report(MonitorDiagnostics.AlertNotSent.At(
                    SourceLocation.None, $"The alert '{DiagnosticText.Escape(lost.Title)}' was not sent before the server stopped; expected that it is. The channel's file has the change."));
            }
        }
    }
}
