namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of what surrounds the stages (INGOT9xxx).</summary>
public static class InfrastructureDiagnostics
{
    /// <summary>An exception that nobody expected.</summary>
    public static DiagnosticDescriptor Unexpected { get; } =
        new("INGOT9001", DiagnosticSeverity.Error, "An unexpected error");

    /// <summary>The worker process ended without finishing its stage.</summary>
    public static DiagnosticDescriptor WorkerDied { get; } =
        new("INGOT9002", DiagnosticSeverity.Error, "The worker process died");
}
