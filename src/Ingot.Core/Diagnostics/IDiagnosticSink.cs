namespace Ingot.Core.Diagnostics;

/// <summary>Where a stage says what it found.</summary>
public interface IDiagnosticSink
{
    /// <summary>Takes one diagnostic.</summary>
    void Report(Diagnostic diagnostic);
}
