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

    /// <summary>A file of what was served is damaged or half-written; all others are read.</summary>
    public static DiagnosticDescriptor DamagedLogFile { get; } =
        new("INGOT8010", DiagnosticSeverity.Warning, "A file of the prediction log cannot be read");

    /// <summary>Rows were predicted at a time that has not come yet: a clock is wrong.</summary>
    public static DiagnosticDescriptor RowsFromFuture { get; } =
        new("INGOT8011", DiagnosticSeverity.Warning, "Predictions are from the future");

    /// <summary>Labels are said to have come before the row was predicted: a clock is wrong, or the label was known.</summary>
    public static DiagnosticDescriptor LabelBeforePrediction { get; } =
        new("INGOT8012", DiagnosticSeverity.Warning, "Labels are older than their predictions");

    /// <summary>Rows of the same id, row, version and channel are there more than once.</summary>
    public static DiagnosticDescriptor DuplicatePredictions { get; } =
        new("INGOT8013", DiagnosticSeverity.Warning, "Predictions are there more than once");

    /// <summary>Labels came for rows that nobody is known to have predicted.</summary>
    public static DiagnosticDescriptor LabelsWithoutPrediction { get; } =
        new("INGOT8014", DiagnosticSeverity.Warning, "Labels have no prediction");

    /// <summary>Predictions wait for their labels.</summary>
    public static DiagnosticDescriptor PredictionsWithoutLabel { get; } =
        new("INGOT8015", DiagnosticSeverity.Info, "Predictions have no label yet");

    /// <summary>Nothing was served in the window.</summary>
    public static DiagnosticDescriptor EmptyWindow { get; } =
        new("INGOT8016", DiagnosticSeverity.Warning, "The window has no rows");

    /// <summary>Rows are still in journals, or files went while the log was read.</summary>
    public static DiagnosticDescriptor LogIsWritten { get; } =
        new("INGOT8017", DiagnosticSeverity.Info, "The prediction log is being written");

    /// <summary>More than one version of the model answered in the window.</summary>
    public static DiagnosticDescriptor SeveralVersions { get; } =
        new("INGOT8018", DiagnosticSeverity.Info, "The window has several versions");

    /// <summary>A mapping names a column that no file has.</summary>
    public static DiagnosticDescriptor MappedColumnMissing { get; } =
        new("INGOT8019", DiagnosticSeverity.Error, "A mapped column does not exist");

    /// <summary>A mapping names a column whose values cannot be what they are to be.</summary>
    public static DiagnosticDescriptor MappedColumnUnusable { get; } =
        new("INGOT8020", DiagnosticSeverity.Error, "A mapped column has the wrong type");

    /// <summary>The log's folder, the table or the database is not there or refuses.</summary>
    public static DiagnosticDescriptor SourceUnavailable { get; } =
        new("INGOT8021", DiagnosticSeverity.Error, "What was served cannot be read");

    /// <summary>Rows have no time that can be read, and belong to no window.</summary>
    public static DiagnosticDescriptor UndatedRows { get; } =
        new("INGOT8022", DiagnosticSeverity.Warning, "Rows have no time");

    /// <summary>A column is logged as a hash only.</summary>
    public static DiagnosticDescriptor ColumnNotWatched { get; } =
        new("INGOT8023", DiagnosticSeverity.Info, "A column cannot be watched");

    /// <summary>What is asked for is no window, or has too many chunks.</summary>
    public static DiagnosticDescriptor WrongWindow { get; } =
        new("INGOT8024", DiagnosticSeverity.Error, "The window cannot be what it is asked to be");

    /// <summary>A query of the log is wrong, or asks for what it must not.</summary>
    public static DiagnosticDescriptor QueryRefused { get; } =
        new("INGOT8025", DiagnosticSeverity.Error, "The query cannot be answered");

    /// <summary>A query of the log gave more rows than it may.</summary>
    public static DiagnosticDescriptor QueryCutOff { get; } =
        new("INGOT8026", DiagnosticSeverity.Warning, "The answer has been cut off");
    /// <summary>A monitor gate names something that is not measured.</summary>
    public static DiagnosticDescriptor UnknownQuantity { get; } =
        new("INGOT8030", DiagnosticSeverity.Error, "The monitor gate names something that is not measured");

    /// <summary>A monitor gate has no threshold, or one that cannot be read.</summary>
    public static DiagnosticDescriptor InvalidThreshold { get; } =
        new("INGOT8031", DiagnosticSeverity.Error, "The monitor gate has no threshold that can be used");

    /// <summary>A monitor gate's law is broken by the window's value.</summary>
    public static DiagnosticDescriptor ValueThreshold { get; } =
        new("INGOT8032", DiagnosticSeverity.Error, "Production is beyond the threshold of the monitor gate");

    /// <summary>A monitor gate's law is broken: production is worse than the reference.</summary>
    public static DiagnosticDescriptor Regression { get; } =
        new("INGOT8033", DiagnosticSeverity.Error, "Production is worse than the reference");

    /// <summary>A feature, or what the model answers, has drifted.</summary>
    public static DiagnosticDescriptor Drifted { get; } =
        new("INGOT8034", DiagnosticSeverity.Error, "What comes in, or goes out, has drifted");

    /// <summary>A monitor gate cannot be decided yet.</summary>
    public static DiagnosticDescriptor NotYet { get; } =
        new("INGOT8035", DiagnosticSeverity.Warning, "The monitor gate cannot be decided yet");

    /// <summary>The value is beyond the threshold, but chance alone may have done it.</summary>
    public static DiagnosticDescriptor NotProven { get; } =
        new("INGOT8036", DiagnosticSeverity.Warning, "Production may be beyond the threshold of the monitor gate");

    /// <summary>Policy NonInferior: it is not proven that the law is kept.</summary>
    public static DiagnosticDescriptor NotProvenKept { get; } =
        new("INGOT8037", DiagnosticSeverity.Error, "It is not proven that production keeps the law of the monitor gate");

    /// <summary>There is nothing to compare production with.</summary>
    public static DiagnosticDescriptor NoReference { get; } =
        new("INGOT8040", DiagnosticSeverity.Error, "There is nothing to compare production with");

    /// <summary>It is not said where what was served is, or not in one way.</summary>
    public static DiagnosticDescriptor NothingServed { get; } =
        new("INGOT8041", DiagnosticSeverity.Error, "It is not said what was served");

    /// <summary>A sink did not take an alert.</summary>
    public static DiagnosticDescriptor AlertNotSent { get; } =
        new("INGOT8042", DiagnosticSeverity.Warning, "An alert could not be sent");

    /// <summary>A variable that says where alerts go cannot be used.</summary>
    public static DiagnosticDescriptor WrongAlertSetting { get; } =
        new("INGOT8043", DiagnosticSeverity.Error, "It is not said rightly where alerts go");

    /// <summary>The book of open alerts cannot be read or written.</summary>
    public static DiagnosticDescriptor AlertBookUnusable { get; } =
        new("INGOT8044", DiagnosticSeverity.Warning, "The book of alerts cannot be used");

    /// <summary>Alerts that no attempt could send are not tried again.</summary>
    public static DiagnosticDescriptor AlertsGivenUp { get; } =
        new("INGOT8045", DiagnosticSeverity.Warning, "Alerts were given up");

    /// <summary>A server could not measure what it answered.</summary>
    public static DiagnosticDescriptor NotMeasured { get; } =
        new("INGOT8046", DiagnosticSeverity.Warning, "What a server answered could not be measured");

    /// <summary>A server measures more slowly than it should look.</summary>
    public static DiagnosticDescriptor LookLeftOut { get; } =
        new("INGOT8047", DiagnosticSeverity.Warning, "A look at production was left out");

    /// <summary>A package does not say what its answers are to be compared with, or a gate needs the project.</summary>
    public static DiagnosticDescriptor NotWatched { get; } =
        new("INGOT8048", DiagnosticSeverity.Warning, "What a server answers is not watched, or not by all gates");

    /// <summary>A file of the history is damaged, changed, newer, or somebody else's; all others are read.</summary>
    public static DiagnosticDescriptor DamagedHistory { get; } =
        new("INGOT8050", DiagnosticSeverity.Warning, "A file of the history cannot be read");

    /// <summary>The history has more files than are read.</summary>
    public static DiagnosticDescriptor HistoryLeftOut { get; } =
        new("INGOT8051", DiagnosticSeverity.Warning, "The history has too many files");

    /// <summary>What was measured cannot be added to the history.</summary>
    public static DiagnosticDescriptor HistoryNotWritten { get; } =
        new("INGOT8052", DiagnosticSeverity.Error, "The history cannot be written");

    /// <summary>A folder has no history that could be listed.</summary>
    public static DiagnosticDescriptor NoHistory { get; } =
        new("INGOT8053", DiagnosticSeverity.Error, "There is no history");

    /// <summary>Two things are named to compare production with.</summary>
    public static DiagnosticDescriptor TwoReferences { get; } =
        new("INGOT8054", DiagnosticSeverity.Error, "It is not clear what to compare production with");

    /// <summary>Logged features cannot be compared with what the preparation made of the same things.</summary>
    public static DiagnosticDescriptor SkewNotMeasured { get; } =
        new("INGOT8055", DiagnosticSeverity.Info, "Skew cannot be measured");
}
