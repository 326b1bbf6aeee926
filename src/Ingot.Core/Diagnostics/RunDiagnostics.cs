namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of runs (INGOT92xx).</summary>
public static class RunDiagnostics
{
    /// <summary>The store could not be written: the work goes on without.</summary>
    public static DiagnosticDescriptor NotRecorded { get; } =
        new("INGOT9201", DiagnosticSeverity.Warning, "The run is not recorded");

    /// <summary>The store cannot be opened, read or written.</summary>
    public static DiagnosticDescriptor StoreRefused { get; } =
        new("INGOT9202", DiagnosticSeverity.Error, "The store of runs cannot be used");

    /// <summary>The store was damaged; the rest of it was read.</summary>
    public static DiagnosticDescriptor StoreDamaged { get; } =
        new("INGOT9203", DiagnosticSeverity.Warning, "The store of runs was damaged");

    /// <summary>No run has the id, or several have.</summary>
    public static DiagnosticDescriptor NoSuchRun { get; } =
        new("INGOT9204", DiagnosticSeverity.Error, "There is no such run");

    /// <summary>An option of a verb over runs has a wrong value.</summary>
    public static DiagnosticDescriptor WrongQuestion { get; } =
        new("INGOT9205", DiagnosticSeverity.Error, "The runs cannot be asked that");

    /// <summary>The server to which runs are exported refused.</summary>
    public static DiagnosticDescriptor ExportRefused { get; } =
        new("INGOT9206", DiagnosticSeverity.Error, "The runs cannot be exported there");
}
