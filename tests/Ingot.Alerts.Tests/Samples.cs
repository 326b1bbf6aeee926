using Ingot.Alerts.Sinks;

namespace Ingot.Alerts.Tests;

/// <summary>Alerts, and limits of time that a test can wait for.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public static readonly DeliveryOptions Quick = new() { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromSeconds(5) };

    public static Alert Alert(string title = "Contoso.Churn 1.4.0 (production): the monitor gate 'AUC Min=0.80' failed", string fact = "0.71") => new()
    {
        Kind = AlertKind.GateFailed,
        Severity = AlertSeverity.Error,
        Package = "Contoso.Churn",
        Version = "1.4.0",
        Channel = "production",
        Subject = AlertSubject.OfGate("Contoso.Churn", "production", "AUC Min=0.80", null),
        Title = title,
        Facts = [new("Value", fact), new("Threshold", "0.80")],
        Link = new Uri("https://serve.contoso.example/monitor/Contoso.Churn"),
        Time = Noon,
    };
}
