namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of work that is done beyond this process: on other machines, or by several processes of this one (INGOT93xx).</summary>
public static class JobDiagnostics
{
    /// <summary>The program or the server of the scheduler is not there, or refused.</summary>
    public static DiagnosticDescriptor SchedulerRefused { get; } =
        new("INGOT9301", DiagnosticSeverity.Error, "The scheduler refused");

    /// <summary>A unit of work began as often as it may, and never ended.</summary>
    public static DiagnosticDescriptor UnitLost { get; } =
        new("INGOT9302", DiagnosticSeverity.Error, "A unit of work never ended");

    /// <summary>The scheduler ended a unit of work for a reason that doing it again does not mend.</summary>
    public static DiagnosticDescriptor UnitEnded { get; } =
        new("INGOT9303", DiagnosticSeverity.Error, "The scheduler ended a unit of work");

    /// <summary>A unit of work was lost with its machine, and is done again.</summary>
    public static DiagnosticDescriptor UnitRepeated { get; } =
        new("INGOT9304", DiagnosticSeverity.Warning, "A unit of work is done again");

    /// <summary>There is no model among what was named.</summary>
    public static DiagnosticDescriptor NothingToBuild { get; } =
        new("INGOT9305", DiagnosticSeverity.Error, "There is no model to build");

    /// <summary>The batch is not where the machine that is to work on it looks for it.</summary>
    public static DiagnosticDescriptor NoBatch { get; } =
        new("INGOT9306", DiagnosticSeverity.Error, "The batch is not there");

    /// <summary>The workers of a search end without having made a trial.</summary>
    public static DiagnosticDescriptor NoWork { get; } =
        new("INGOT9307", DiagnosticSeverity.Error, "The workers end without doing anything");

    /// <summary>The scheduler did not end what was stopped.</summary>
    public static DiagnosticDescriptor NotCancelled { get; } =
        new("INGOT9308", DiagnosticSeverity.Warning, "A job could not be cancelled");
}
