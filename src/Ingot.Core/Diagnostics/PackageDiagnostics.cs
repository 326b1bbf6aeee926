namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Package and Promote stages (INGOT6xxx).</summary>
public static class PackageDiagnostics
{
    /// <summary>The model has no passed verdict for its hash.</summary>
    public static DiagnosticDescriptor NoPassedVerdict { get; } =
        new("INGOT6001", DiagnosticSeverity.Error, "The model has not passed its gates");

    /// <summary>The feed has the version already.</summary>
    public static DiagnosticDescriptor AlreadyPublished { get; } =
        new("INGOT6002", DiagnosticSeverity.Error, "The version is published already");
}
