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

    /// <summary>Reference rows have a label that is none of the model's classes, or is not a number.</summary>
    public static DiagnosticDescriptor UnknownLabel { get; } =
        new("INGOT3003", DiagnosticSeverity.Error, "Reference rows have an unknown label");

    /// <summary>Reference rows have no weight, or one that is negative or infinite.</summary>
    public static DiagnosticDescriptor InvalidWeight { get; } =
        new("INGOT3004", DiagnosticSeverity.Error, "Reference rows have a weight that cannot be used");

    /// <summary>The model is worse on a part of the reference data than on the rest, and ModelFindWeakSlices is Warn.</summary>
    public static DiagnosticDescriptor WeakSlice { get; } =
        new("INGOT3005", DiagnosticSeverity.Warning, "The model is weak on a part of the data");

    /// <summary>The ONNX file is damaged or is not a model.</summary>
    public static DiagnosticDescriptor CorruptModel { get; } =
        new("INGOT3010", DiagnosticSeverity.Error, "The ONNX model cannot be loaded");

    /// <summary><c>ModelBaselineVersion</c> is neither a version nor a word that is known.</summary>
    public static DiagnosticDescriptor InvalidBaseline { get; } =
        new("INGOT3040", DiagnosticSeverity.Error, "The baseline version cannot be read");

    /// <summary>The package that is the baseline was not restored.</summary>
    public static DiagnosticDescriptor BaselineNotRestored { get; } =
        new("INGOT3041", DiagnosticSeverity.Error, "The baseline package was not restored");

    /// <summary>A feed did not say which versions of the baseline it has.</summary>
    public static DiagnosticDescriptor FeedUnavailable { get; } =
        new("INGOT3042", DiagnosticSeverity.Error, "A feed cannot be asked for the baseline");

    /// <summary>The baseline's package holds no model that can be scored.</summary>
    public static DiagnosticDescriptor BaselineUnusable { get; } =
        new("INGOT3043", DiagnosticSeverity.Error, "The baseline package cannot be used");

    /// <summary>The baseline predicts another label, or other classes.</summary>
    public static DiagnosticDescriptor OtherQuestion { get; } =
        new("INGOT3044", DiagnosticSeverity.Error, "The baseline answers another question");

    /// <summary>Today's data lack a column that the baseline cannot do without.</summary>
    public static DiagnosticDescriptor BaselineColumnMissing { get; } =
        new("INGOT3045", DiagnosticSeverity.Error, "The baseline needs a column that the data lack");

    /// <summary>The baseline's inputs and today's are not the same.</summary>
    public static DiagnosticDescriptor BaselineColumnsDiffer { get; } =
        new("INGOT3046", DiagnosticSeverity.Warning, "The baseline has other inputs");

    /// <summary>The model is the released one, byte for byte.</summary>
    public static DiagnosticDescriptor IdenticalBaseline { get; } =
        new("INGOT3047", DiagnosticSeverity.Info, "The model and the baseline are identical");

    /// <summary>A release among which the best one is looked for cannot be scored on today's reference rows.</summary>
    public static DiagnosticDescriptor ReleaseLeftOut { get; } =
        new("INGOT3048", DiagnosticSeverity.Info, "A release is too different to be compared with");

    /// <summary>ModelFindWeakSlices is Warn, and the task has no losses of rows by which slices could be searched.</summary>
    public static DiagnosticDescriptor WeakSlicesNotSearched { get; } =
        new("INGOT3049", DiagnosticSeverity.Warning, "Weak slices are not searched");
}
