namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the stages Collect and Retrain, and of a rollback by what production shows (INGOT806x).</summary>
public static class RetrainDiagnostics
{
    /// <summary>Too few rows of the window have a label.</summary>
    public static DiagnosticDescriptor TooFewLabels { get; } =
        new("INGOT8060", DiagnosticSeverity.Error, "Too few labelled rows to train again");

    /// <summary>Neither a person nor a trigger says why the model is to be trained again.</summary>
    public static DiagnosticDescriptor NoReason { get; } =
        new("INGOT8061", DiagnosticSeverity.Error, "Nothing says why the model is to be trained again");

    /// <summary>A trigger waits for what is not looked at.</summary>
    public static DiagnosticDescriptor TriggerUnused { get; } =
        new("INGOT8062", DiagnosticSeverity.Warning, "A trigger cannot be decided");

    /// <summary>No version is in production that the new model could be compared with.</summary>
    public static DiagnosticDescriptor NoProduction { get; } =
        new("INGOT8063", DiagnosticSeverity.Error, "There is no version in production to compare with");

    /// <summary>The new model is not proven to be better than the one in production.</summary>
    public static DiagnosticDescriptor NoBetter { get; } =
        new("INGOT8064", DiagnosticSeverity.Warning, "The new model is no better");

    /// <summary>The new model is better on the newest rows, and fails gates of the project.</summary>
    public static DiagnosticDescriptor FailsGates { get; } =
        new("INGOT8065", DiagnosticSeverity.Warning, "The new model is better and fails its gates");

    /// <summary>The report of an earlier retraining cannot be read.</summary>
    public static DiagnosticDescriptor DamagedHistory { get; } =
        new("INGOT8066", DiagnosticSeverity.Warning, "The report of an earlier retraining cannot be read");

    /// <summary>The log does not have a column that every training row must have.</summary>
    public static DiagnosticDescriptor ColumnNotLogged { get; } =
        new("INGOT8067", DiagnosticSeverity.Error, "Labelled rows lack a column that training needs");

    /// <summary>The two models cannot be compared on the rows.</summary>
    public static DiagnosticDescriptor NotComparable { get; } =
        new("INGOT8068", DiagnosticSeverity.Error, "The new model cannot be compared with production");

    /// <summary>The proposal cannot be written where it was to be.</summary>
    public static DiagnosticDescriptor ProposalRefused { get; } =
        new("INGOT8069", DiagnosticSeverity.Error, "The new model cannot be proposed");
}
