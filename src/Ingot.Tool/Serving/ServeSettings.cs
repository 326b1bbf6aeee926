using Ingot.Alerts.Sinks;
using Ingot.Monitoring.Predictions;
using Ingot.Serving;
using Ingot.Tool.Serving.Monitoring;

namespace Ingot.Tool.Serving;

/// <summary>What <c>serve</c> was asked for.</summary>
internal sealed record ServeSettings
{
    /// <summary>The addresses to listen on.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>A certificate with its private key, as PFX or PEM; null: none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The private key of a PEM certificate; null: in the same file.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>The password of either; null: none.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>Fills the options of the library.</summary>
    public required Action<ServingOptions> Configure { get; init; }

    /// <summary>Address of an OpenTelemetry collector; null: none.</summary>
    public Uri? Collector { get; init; }

    /// <summary>The prediction log; null: none.</summary>
    public PredictionLogOptions? Log { get; init; }

    /// <summary>How what is answered is watched; null: it is not.</summary>
    public MonitorSettings? Monitor { get; init; }

    /// <summary>Who is told of channels that are changed on the page; none: nobody.</summary>
    public IReadOnlyList<IAlertSink> Sinks { get; init; } = [];

    /// <summary>How long requests that are under way may take to finish when the server is stopped.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether logs are lines of JSON.</summary>
    public bool JsonLogs { get; init; }
}
