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

    /// <summary>The packed client gives other answers than the model that was evaluated.</summary>
    public static DiagnosticDescriptor OtherAnswers { get; } =
        new("INGOT6010", DiagnosticSeverity.Error, "The packed client gives other answers");

    /// <summary>The packed client costs more time or memory than the project allows.</summary>
    public static DiagnosticDescriptor OverBudget { get; } =
        new("INGOT6011", DiagnosticSeverity.Error, "The packed client is over its budget");

    /// <summary>The packed client cannot be loaded, throws, or ends its process.</summary>
    public static DiagnosticDescriptor CannotBeUsed { get; } =
        new("INGOT6012", DiagnosticSeverity.Error, "The packed client cannot be used");

    /// <summary>None of the package's target frameworks can be loaded by the build's own .NET.</summary>
    public static DiagnosticDescriptor NotValidated { get; } =
        new("INGOT6013", DiagnosticSeverity.Warning, "The packed client was not tried");

    /// <summary>A package that the command line names is on no feed and no file.</summary>
    public static DiagnosticDescriptor PackageNotFound { get; } =
        new("INGOT6020", DiagnosticSeverity.Error, "The package cannot be found");

    /// <summary>A file is no package that Ingot built.</summary>
    public static DiagnosticDescriptor NoModelPackage { get; } =
        new("INGOT6021", DiagnosticSeverity.Error, "The package is not that of a model");

    /// <summary>A key's file is none, of another kind, or its password is wrong.</summary>
    public static DiagnosticDescriptor UnusableKey { get; } =
        new("INGOT6025", DiagnosticSeverity.Error, "The key cannot be used");

    /// <summary>A file is no signed envelope.</summary>
    public static DiagnosticDescriptor DamagedSignature { get; } =
        new("INGOT6026", DiagnosticSeverity.Error, "The signature cannot be read");

    /// <summary>A channel's file is damaged or contradicts itself.</summary>
    public static DiagnosticDescriptor DamagedChannel { get; } =
        new("INGOT6030", DiagnosticSeverity.Error, "The channel file cannot be used");
}
