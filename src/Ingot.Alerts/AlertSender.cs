using Ingot.Alerts.Sinks;
using Ingot.Core.Diagnostics;

namespace Ingot.Alerts;

/// <summary>Sends alerts to all sinks at once. What a sink does not take is a warning, and keeps no other one from it.</summary>
/// <param name="sinks">The sinks.</param>
/// <param name="diagnostics">Hears INGOT8042.</param>
public sealed class AlertSender(IReadOnlyList<IAlertSink> sinks, IDiagnosticSink diagnostics)
{
    private readonly Lock _gate = new();

    /// <summary>The sinks.</summary>
    public IReadOnlyList<IAlertSink> Sinks => sinks;

    /// <summary>Sends something that happened once: what is not taken after the retries is lost, and said.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task SendAsync(Alert alert, CancellationToken cancellation) => Task.WhenAll(sinks.Select(s => TryAsync(s, alert, isKept: false, cancellation)));

    /// <summary>Sends an alert to one sink.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="isKept">Whether it is sent again next time, for the message.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it was taken.</returns>
    internal async Task<bool> TryAsync(IAlertSink sink, Alert alert, bool isKept, CancellationToken cancellation)
    {
        var delivery = await sink.SendAsync(alert, cancellation);
        if (!delivery.IsDelivered)
        {
            Report(MonitorDiagnostics.AlertNotSent.At(
                SourceLocation.None,
                $"The alert '{DiagnosticText.Escape(alert.Title)}' was not taken by the alert sink {sink.Name}: {delivery.Answer}; expected success. {(isKept ? "It is sent again with the next look at production" : "It is not sent again")}. Try the sink with 'dotnet ingot alerts test'."));
        }

        return delivery.IsDelivered;
    }

    internal void Report(Diagnostic diagnostic)
    {
        lock (_gate)
        {
            diagnostics.Report(diagnostic);
        }
    }
}
