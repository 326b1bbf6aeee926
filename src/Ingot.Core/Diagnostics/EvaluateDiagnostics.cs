namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Evaluate stage (INGOT3xxx).</summary>
public static class EvaluateDiagnostics
{
    /// <summary>A slice names a column or a condition that the reference data do not have.</summary>
    public static DiagnosticDescriptor InvalidSlice { get; } =
        new("INGOT3001", DiagnosticSeverity.Error, "The slice cannot be evaluated");

    /// <summary>The ONNX file is damaged or no model.</summary>
    public static DiagnosticDescriptor CorruptModel { get; } =
        new("INGOT3010", DiagnosticSeverity.Error, "The ONNX model cannot be loaded");
}
