using Ingot.Core.Diagnostics;
using Ingot.Serving.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Logging;

/// <summary>What the prediction log has to say, in the server's log.</summary>
internal sealed class DiagnosticLogger(ILogger logger) : IDiagnosticSink
{
    public void Report(Diagnostic diagnostic) => DiagnosticLogging.Report(logger, diagnostic);
}
