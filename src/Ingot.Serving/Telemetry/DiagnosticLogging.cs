using Ingot.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Telemetry;

/// <summary>Diagnostics in a log.</summary>
internal static class DiagnosticLogging
{
    /// <summary>Logs a diagnostic with its code as the event's name.</summary>
    public static void Report(this ILogger logger, Diagnostic diagnostic)
    {
        var level = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => LogLevel.Error,
            DiagnosticSeverity.Warning => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        if (!logger.IsEnabled(level))
        {
            return;
        }

        logger.Log(level, new EventId(0, diagnostic.Code), "{Code}: {Message}", diagnostic.Code, diagnostic.Text);
    }
}
