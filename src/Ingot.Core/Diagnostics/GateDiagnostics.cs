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

    /// <summary>A gate names a metric that the task does not have.</summary>
    public static DiagnosticDescriptor UnknownMetric { get; } =
        new("INGOT4003", DiagnosticSeverity.Error, "The gate names a metric that does not exist");

    /// <summary>A gate names a slice that was not evaluated or that has no rows.</summary>
    public static DiagnosticDescriptor UnknownSlice { get; } =
        new("INGOT4004", DiagnosticSeverity.Error, "The gate names a slice without rows");

    /// <summary>A threshold is not a number, has a unit that the metric does not have, or is one that every model keeps or none.</summary>
    public static DiagnosticDescriptor InvalidThreshold { get; } =
        new("INGOT4005", DiagnosticSeverity.Error, "The threshold cannot be used");

    /// <summary>A gate has neither Min, Max nor MaxRegression.</summary>
    public static DiagnosticDescriptor NoThreshold { get; } =
        new("INGOT4006", DiagnosticSeverity.Error, "The gate has no threshold");

    /// <summary>A metric has no value on the rows of the gate.</summary>
    public static DiagnosticDescriptor UndefinedMetric { get; } =
        new("INGOT4007", DiagnosticSeverity.Error, "The metric is undefined on these rows");

    /// <summary>A change gate has nothing to compare with: a warning, and an error in CI.</summary>
    public static DiagnosticDescriptor NotAccepted { get; } =
        new("INGOT4008", DiagnosticSeverity.Warning, "There is no accepted result");

    /// <summary>The accepted result was measured on other reference data.</summary>
    public static DiagnosticDescriptor Incomparable { get; } =
        new("INGOT4009", DiagnosticSeverity.Error, "The accepted result is of other data");

    /// <summary>A change gate on a duration or a rate, which no accepted result has.</summary>
    public static DiagnosticDescriptor MachineDependent { get; } =
        new("INGOT4010", DiagnosticSeverity.Error, "The metric depends on the machine and has no baseline");

    /// <summary>The accepted metrics and the accepted scores are not of the same accept.</summary>
    public static DiagnosticDescriptor MixedAccept { get; } =
        new("INGOT4011", DiagnosticSeverity.Error, "The accepted files do not belong together");

    /// <summary>Locked mode: the inputs are not those of the accepted result.</summary>
    public static DiagnosticDescriptor InputsNotAccepted { get; } =
        new("INGOT4012", DiagnosticSeverity.Error, "Inputs are not the accepted ones");

    /// <summary>A metric got worse than its gate allows, which chance alone can explain: a warning.</summary>
    public static DiagnosticDescriptor InconclusiveRegression { get; } =
        new("INGOT4013", DiagnosticSeverity.Warning, "The data cannot tell a regression from chance");

    /// <summary>A gate asks for proof that a metric did not get worse than it allows, and there is none.</summary>
    public static DiagnosticDescriptor NotProvenNonInferior { get; } =
        new("INGOT4014", DiagnosticSeverity.Error, "The model is not proven to be no worse");

    /// <summary>Nothing that a project asks of its model is about the quality of its predictions.</summary>
    public static DiagnosticDescriptor QualityNotJudged { get; } =
        new("INGOT4015", DiagnosticSeverity.Warning, "No gate judges the quality of the model");

    /// <summary>What was accepted is a model that its own gates refuse.</summary>
    public static DiagnosticDescriptor AcceptedFailing { get; } =
        new("INGOT4016", DiagnosticSeverity.Warning, "The accepted model fails its gates");

    /// <summary>A metric got worse than its gate allows against a model that has most likely learned from the reference rows: a warning.</summary>
    public static DiagnosticDescriptor BaselineSawRows { get; } =
        new("INGOT4017", DiagnosticSeverity.Warning, "The baseline has seen the reference rows");

    /// <summary>No version of the package that is the baseline has been released yet: a warning, even in CI, or the first one never would be.</summary>
    public static DiagnosticDescriptor FirstRelease { get; } =
        new("INGOT4020", DiagnosticSeverity.Warning, "There is no released version to compare with");

    /// <summary>The ML Test Score is under what the project asks for.</summary>
    public static DiagnosticDescriptor TestScoreTooLow { get; } =
        new("INGOT4050", DiagnosticSeverity.Error, "The ML Test Score is too low");
}
