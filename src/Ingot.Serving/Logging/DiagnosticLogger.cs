using Ingot.Core.Diagnostics;
using Ingot.Serving.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Logging;

/// <summary>Diagnostics in the log of a server: each with its code.</summary>
/// <param name="logger">The log.</param>
public sealed class DiagnosticLogger(ILogger logger) : IDiagnosticSink
{
    /// <inheritdoc />
    public void Report(Diagnostic diagnostic) => DiagnosticLogging.Report(logger, diagnostic);
}
