namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the prediction log and the Monitor stage (INGOT8xxx).</summary>
public static class MonitorDiagnostics
{
    /// <summary>The prediction log drops rows, because the file system refuses them.</summary>
    public static DiagnosticDescriptor LogNotWritten { get; } =
        new("INGOT8001", DiagnosticSeverity.Warning, "The prediction log cannot be written");

    /// <summary>A journal was left behind by a process that was killed, and is read again.</summary>
    public static DiagnosticDescriptor JournalRecovered { get; } =
        new("INGOT8002", DiagnosticSeverity.Info, "A journal of the prediction log was recovered");

    /// <summary>A journal cannot be stored, for another reason than the file system's or the store's.</summary>
    public static DiagnosticDescriptor JournalUnreadable { get; } =
        new("INGOT8003", DiagnosticSeverity.Warning, "A journal of the prediction log cannot be read");

    /// <summary>A column of the model has a name that the prediction log needs for itself.</summary>
    public static DiagnosticDescriptor ReservedColumn { get; } =
        new("INGOT8004", DiagnosticSeverity.Error, "The prediction log has a column of that name itself");

    /// <summary>The options of the prediction log contradict each other.</summary>
    public static DiagnosticDescriptor InvalidLogOptions { get; } =
        new("INGOT8005", DiagnosticSeverity.Error, "The prediction log cannot be set up this way");

    /// <summary>What is older than the prediction log keeps it cannot be deleted.</summary>
    public static DiagnosticDescriptor OldDaysNotDeleted { get; } =
        new("INGOT8006", DiagnosticSeverity.Warning, "Old predictions cannot be deleted");

    /// <summary>Journals stay in their folder, because the store does not take them.</summary>
    public static DiagnosticDescriptor StoreUnavailable { get; } =
        new("INGOT8007", DiagnosticSeverity.Warning, "The prediction log cannot be stored");

    /// <summary>A column that is to be dropped or hashed is in no model: what was meant may be logged as it is.</summary>
    public static DiagnosticDescriptor UnknownLogColumn { get; } =
        new("INGOT8008", DiagnosticSeverity.Warning, "No model has the column that must not be logged");
}
