namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Evaluate stage (INGOT3xxx).</summary>
public static class EvaluateDiagnostics
{
    /// <summary>A slice names a column or a condition that the reference data do not have.</summary>
    public static DiagnosticDescriptor InvalidSlice { get; } =
        new("INGOT3001", DiagnosticSeverity.Error, "The slice cannot be evaluated");

    /// <summary>The model gives some reference rows NaN or infinity instead of a number.</summary>
    public static DiagnosticDescriptor UndefinedScore { get; } =
        new("INGOT3002", DiagnosticSeverity.Error, "The model returns no number for valid rows");

    /// <summary>Reference rows have a label that is none of the model's classes, or is no number.</summary>
    public static DiagnosticDescriptor UnknownLabel { get; } =
        new("INGOT3003", DiagnosticSeverity.Error, "Reference rows have an unknown label");

    /// <summary>Reference rows have no weight, or one that is negative or infinite.</summary>
    public static DiagnosticDescriptor InvalidWeight { get; } =
        new("INGOT3004", DiagnosticSeverity.Error, "Reference rows have a weight that cannot be used");

    /// <summary>The model is worse on a part of the reference data than on the rest, and FindWeakSlices is Warn.</summary>
    public static DiagnosticDescriptor WeakSlice { get; } =
        new("INGOT3005", DiagnosticSeverity.Warning, "The model is weak on a part of the data");

    /// <summary>The ONNX file is damaged or no model.</summary>
    public static DiagnosticDescriptor CorruptModel { get; } =
        new("INGOT3010", DiagnosticSeverity.Error, "The ONNX model cannot be loaded");
}
