namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Export stage (INGOT5xxx).</summary>
public static class ExportDiagnostics
{
    /// <summary>The model project's output cannot be written.</summary>
    public static DiagnosticDescriptor OutputNotWritable { get; } =
        new("INGOT5001", DiagnosticSeverity.Error, "The output cannot be written");
}
