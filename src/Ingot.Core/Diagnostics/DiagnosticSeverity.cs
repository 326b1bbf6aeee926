namespace Ingot.Core.Diagnostics;

/// <summary>How much a diagnostic matters to a build.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth saying; never fails a build.</summary>
    Info,

    /// <summary>Fails a build only under <c>WarningsAsErrors</c>.</summary>
    Warning,

    /// <summary>Fails the build.</summary>
    Error,
}
