namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Prepare stage (INGOT1xxx).</summary>
public static class PrepareDiagnostics
{
    /// <summary>A property or an item of the model project is missing or has a value that cannot be used.</summary>
    public static DiagnosticDescriptor InvalidProject { get; } =
        new("INGOT1001", DiagnosticSeverity.Error, "The model project is incomplete or wrong");
}
