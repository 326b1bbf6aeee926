namespace Ingot.Core.Diagnostics;

/// <summary>Ends a stage: nothing sensible can follow the diagnostic that it carries.</summary>
public sealed class IngotException : Exception
{
    /// <summary>Makes the exception for a diagnostic.</summary>
    public IngotException(Diagnostic diagnostic, Exception? inner = null)
        : base(diagnostic.Message, inner) => Diagnostic = diagnostic;

    /// <summary>What ended the stage.</summary>
    public Diagnostic Diagnostic { get; }
}
