namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Gate stage (INGOT4xxx).</summary>
public static class GateDiagnostics
{
    /// <summary>A metric is beyond the value that its gate allows.</summary>
    public static DiagnosticDescriptor ValueThreshold { get; } =
        new("INGOT4001", DiagnosticSeverity.Error, "A metric is beyond its value threshold");

    /// <summary>A metric got worse than its gate allows.</summary>
    public static DiagnosticDescriptor ChangeThreshold { get; } =
        new("INGOT4002", DiagnosticSeverity.Error, "A metric regressed beyond its change threshold");
}
