namespace Ingot.Core.Diagnostics;

/// <summary>Ends a stage: nothing sensible can follow the diagnostics that it carries.</summary>
public sealed class IngotException : Exception
{
    /// <summary>Makes the exception for a diagnostic.</summary>
    public IngotException(Diagnostic diagnostic, Exception? inner = null)
        : base(diagnostic.Message, inner) => Diagnostics = [diagnostic];

    /// <summary>Makes the exception for several diagnostics, each of which a person has to mend.</summary>
    /// <param name="diagnostics">One at least.</param>
    public IngotException(IReadOnlyList<Diagnostic> diagnostics)
        : base(diagnostics[0].Message) => Diagnostics = diagnostics;

    /// <summary>What ended the stage: the first of <see cref="Diagnostics"/>.</summary>
    public Diagnostic Diagnostic => Diagnostics[0];

    /// <summary>All that ended the stage.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
