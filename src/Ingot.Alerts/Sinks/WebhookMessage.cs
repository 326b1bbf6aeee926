using System.Text.Json;
using Ingot.Core;

namespace Ingot.Alerts.Sinks;

/// <summary>
/// The generic JSON: <c>formatVersion</c> (1), <c>id</c>, <c>kind</c>, <c>severity</c>, <c>package</c>, <c>version</c>, <c>channel</c>, <c>subject</c>, <c>title</c>,
/// <c>facts</c> (<c>name</c>, <c>value</c>), <c>link</c> and <c>time</c> (ISO 8601, UTC). What is not known is null.
/// </summary>
public static class WebhookMessage
{
    /// <summary>The version of the form.</summary>
    public const int FormatVersion = 1;

    /// <summary>Writes an alert.</summary>
    /// <param name="alert">The alert.</param>
    public static byte[] Write(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                FormatVersion,
                alert.Id,
                alert.Kind,
                alert.Severity,
                alert.Package,
                alert.Version,
                alert.Channel,
                alert.Subject,
                alert.Title,
                alert.Facts,
                alert.Link,
                Time = alert.Time.UtcDateTime,
            },
            JsonFormat.Options);
    }
}
