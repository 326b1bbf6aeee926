namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Train stage (INGOT2xxx).</summary>
public static class TrainDiagnostics
{
    /// <summary>The trainer, or one of its parameters, is unknown or has a value that cannot be used.</summary>
    public static DiagnosticDescriptor InvalidTrainer { get; } =
        new("INGOT2001", DiagnosticSeverity.Error, "The trainer or one of its parameters is wrong");

    /// <summary>The ONNX model does not give the scores that the learner itself gives.</summary>
    public static DiagnosticDescriptor ParityBroken { get; } =
        new("INGOT2002", DiagnosticSeverity.Error, "The ONNX model and the trainer disagree");

    /// <summary>LightGBM, or the OpenMP runtime that it needs, is not on this machine.</summary>
    public static DiagnosticDescriptor LibraryMissing { get; } =
        new("INGOT2003", DiagnosticSeverity.Error, "The native library of the learner cannot be loaded");

    /// <summary>The learner itself reported an error.</summary>
    public static DiagnosticDescriptor LearnerFailed { get; } =
        new("INGOT2004", DiagnosticSeverity.Error, "The learner refused");

    /// <summary>A column asks for a handling of missing values that this trainer or this column does not have.</summary>
    public static DiagnosticDescriptor CannotKeepMissing { get; } =
        new("INGOT2010", DiagnosticSeverity.Error, "Missing values cannot be handled as asked");
}
