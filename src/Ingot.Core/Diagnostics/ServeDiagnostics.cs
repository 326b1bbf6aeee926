namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Serve stage (INGOT7xxx).</summary>
public static class ServeDiagnostics
{
    /// <summary>There is no channel, or no model in it.</summary>
    public static DiagnosticDescriptor NothingToServe { get; } =
        new("INGOT7001", DiagnosticSeverity.Error, "There is no model to serve");

    /// <summary>A channel names a package that is nowhere.</summary>
    public static DiagnosticDescriptor PackageNotFound { get; } =
        new("INGOT7002", DiagnosticSeverity.Error, "The package of the channel cannot be found");

    /// <summary>A package is not the one that was promoted.</summary>
    public static DiagnosticDescriptor OtherPackage { get; } =
        new("INGOT7003", DiagnosticSeverity.Error, "The package is not the one that was promoted");

    /// <summary>The model of a package cannot be loaded, or is not what its schema says.</summary>
    public static DiagnosticDescriptor UnusableModel { get; } =
        new("INGOT7004", DiagnosticSeverity.Error, "The model cannot be served");

    /// <summary>Others than this machine could reach a server that asks nobody who they are.</summary>
    public static DiagnosticDescriptor OpenToAll { get; } =
        new("INGOT7005", DiagnosticSeverity.Error, "The server would be open to everybody");

    /// <summary>A setting of the server is wrong.</summary>
    public static DiagnosticDescriptor WrongSetting { get; } =
        new("INGOT7007", DiagnosticSeverity.Error, "A setting of the server is wrong");

    /// <summary>The server's address cannot be used.</summary>
    public static DiagnosticDescriptor AddressUnavailable { get; } =
        new("INGOT7008", DiagnosticSeverity.Error, "The server cannot listen on the address");

    /// <summary>A canary left its bounds and gets no more traffic.</summary>
    public static DiagnosticDescriptor CanaryRolledBack { get; } =
        new("INGOT7010", DiagnosticSeverity.Warning, "The canary was rolled back");
}
