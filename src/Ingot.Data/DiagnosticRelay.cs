using Ingot.Core.Diagnostics;

namespace Ingot.Data;

/// <summary>Passes diagnostics on, and remembers whether one was an error.</summary>
internal sealed class DiagnosticRelay(IDiagnosticSink sink) : IDiagnosticSink
{
    public bool HasErrors { get; private set; }

    public void Report(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        sink.Report(diagnostic);
    }
}
