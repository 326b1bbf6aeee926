namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the stage Search (INGOT26xx).</summary>
public static class SearchDiagnostics
{
    /// <summary>There is nothing to search, or how it is to be searched cannot be understood.</summary>
    public static DiagnosticDescriptor InvalidSearch { get; } =
        new("INGOT2601", DiagnosticSeverity.Error, "The search cannot be understood");

    /// <summary>Something is searched for that no trainer of the search has.</summary>
    public static DiagnosticDescriptor UnknownParameter { get; } =
        new("INGOT2602", DiagnosticSeverity.Error, "A parameter of the search does not exist");

    /// <summary>What a parameter may be cannot be understood, or its trainer does not take it.</summary>
    public static DiagnosticDescriptor InvalidRange { get; } =
        new("INGOT2603", DiagnosticSeverity.Error, "What a parameter may be cannot be used");

    /// <summary>How far a search gets depends on the machine.</summary>
    public static DiagnosticDescriptor DependsOnTime { get; } =
        new("INGOT2604", DiagnosticSeverity.Warning, "The result of the search depends on the machine");

    /// <summary>No trial, or hardly any, gave a number.</summary>
    public static DiagnosticDescriptor NothingMeasured { get; } =
        new("INGOT2605", DiagnosticSeverity.Error, "The trials fail");

    /// <summary>Some trials gave no number.</summary>
    public static DiagnosticDescriptor TrialsFailed { get; } =
        new("INGOT2606", DiagnosticSeverity.Warning, "Some trials failed");

    /// <summary>The journal of an earlier, interrupted search could not be read in part.</summary>
    public static DiagnosticDescriptor DamagedJournal { get; } =
        new("INGOT2607", DiagnosticSeverity.Warning, "Some earlier trials cannot be read");

    /// <summary>The best parameters cannot be written into the project.</summary>
    public static DiagnosticDescriptor CannotApply { get; } =
        new("INGOT2608", DiagnosticSeverity.Error, "The best parameters cannot be written into the project");

    /// <summary>Nothing that was tried is better than what the project has.</summary>
    public static DiagnosticDescriptor NoBetter { get; } =
        new("INGOT2609", DiagnosticSeverity.Warning, "Nothing that was tried is better than what the project has");

    /// <summary>Who is to make the trials cannot be understood.</summary>
    public static DiagnosticDescriptor InvalidPlace { get; } =
        new("INGOT2610", DiagnosticSeverity.Error, "Where trials are to be made cannot be understood");

    /// <summary>A worker of a search sees other data than the search itself.</summary>
    public static DiagnosticDescriptor OtherData { get; } =
        new("INGOT2611", DiagnosticSeverity.Error, "A worker of the search sees other data");

    /// <summary>An earlier search, whose best points are to be tried first, is not there or cannot be read.</summary>
    public static DiagnosticDescriptor NoEarlierSearch { get; } =
        new("INGOT2612", DiagnosticSeverity.Error, "The earlier search cannot be read");

    /// <summary>Nothing that earlier searches tried lies in the space of this one.</summary>
    public static DiagnosticDescriptor NothingFromEarlier { get; } =
        new("INGOT2613", DiagnosticSeverity.Warning, "Nothing of the earlier search can be tried");

    /// <summary>Runs whose points are to be tried first are not in the store.</summary>
    public static DiagnosticDescriptor NoSuchRun { get; } =
        new("INGOT2614", DiagnosticSeverity.Error, "The earlier run is not there");

    /// <summary>No run of the store lies in the space of the search.</summary>
    public static DiagnosticDescriptor NothingFromRuns { get; } =
        new("INGOT2615", DiagnosticSeverity.Warning, "Nothing of the earlier runs can be tried");

    /// <summary>A search is to begin with runs, and there is no store of them that can be read.</summary>
    public static DiagnosticDescriptor NoRunStore { get; } =
        new("INGOT2616", DiagnosticSeverity.Error, "There is no store of earlier runs");

    /// <summary>No trial keeps what the search asks of it besides a good metric.</summary>
    public static DiagnosticDescriptor NoneKeepsConstraints { get; } =
        new("INGOT2626", DiagnosticSeverity.Warning, "No trial keeps the constraints of the search");
}
