using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Monitor;

/// <summary>Passes on what is said of log and labels, and remembers it for the report.</summary>
/// <param name="next">Hears it too.</param>
internal sealed class SaidOnTheWay(IDiagnosticSink next) : IDiagnosticSink
{
    private readonly List<string> _notes = [];

    /// <summary>What was said, with its codes.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public void Report(Diagnostic diagnostic)
    {
        _notes.Add($"{diagnostic.Code}: {diagnostic.Message}");
        next.Report(diagnostic);
    }

    /// <summary>Something that is no diagnostic.</summary>
    public void Note(string text) => _notes.Add(text);
}
