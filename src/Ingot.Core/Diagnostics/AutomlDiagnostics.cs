namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of AutoML (INGOT262x).</summary>
public static class AutomlDiagnostics
{
    /// <summary>What the trainer Auto is told cannot be understood, or it cannot choose for this project.</summary>
    public static DiagnosticDescriptor InvalidAutoml { get; } =
        new("INGOT2620", DiagnosticSeverity.Error, "Trials cannot choose the trainer so");

    /// <summary>The build's trainer is what trials chose, and stands in no line of the project.</summary>
    public static DiagnosticDescriptor ChosenByTrials { get; } =
        new("INGOT2621", DiagnosticSeverity.Warning, "The trainer was chosen by trials");

    /// <summary>Nothing that was tried beats what says the same of every row.</summary>
    public static DiagnosticDescriptor NoBetterThanConstant { get; } =
        new("INGOT2622", DiagnosticSeverity.Warning, "Nothing that was tried beats a constant");

    /// <summary>What was chosen cannot be written into the project.</summary>
    public static DiagnosticDescriptor CannotWrite { get; } =
        new("INGOT2623", DiagnosticSeverity.Error, "What was chosen cannot be written into the project");

    /// <summary>The folder of the new project has something else in it.</summary>
    public static DiagnosticDescriptor FolderTaken { get; } =
        new("INGOT2624", DiagnosticSeverity.Error, "The folder of the new project is not empty");

    /// <summary>The data cannot be made a project of.</summary>
    public static DiagnosticDescriptor NoProjectOf { get; } =
        new("INGOT2625", DiagnosticSeverity.Error, "No project can be made of the data");
}
