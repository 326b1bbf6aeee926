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
}
