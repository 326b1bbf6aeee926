namespace Ingot.Core.Diagnostics;

/// <summary>Collects diagnostics in the order in which they were found.</summary>
public sealed class DiagnosticList : IDiagnosticSink
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>What was reported so far.</summary>
    public IReadOnlyList<Diagnostic> Items => _diagnostics;

    /// <summary>Whether an error is among them.</summary>
    public bool HasErrors => _diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error);

    /// <inheritdoc />
    public void Report(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);
}
