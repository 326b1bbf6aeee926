namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of behaviour tests (INGOT41xx), which the Gate stage decides.</summary>
public static class BehaviourDiagnostics
{
    /// <summary>A test names a column, a class, a value or a slice that does not exist, or no row can be tested.</summary>
    public static DiagnosticDescriptor Undecided { get; } =
        new("INGOT4100", DiagnosticSeverity.Error, "The test cannot be decided");

    /// <summary>The prediction depends on a column that it must not depend on.</summary>
    public static DiagnosticDescriptor NotInvariant { get; } =
        new("INGOT4101", DiagnosticSeverity.Error, "The prediction depends on a column that must not matter");

    /// <summary>The prediction does not go where it must when a column changes.</summary>
    public static DiagnosticDescriptor WrongDirection { get; } =
        new("INGOT4102", DiagnosticSeverity.Error, "The prediction goes in the wrong direction");

    /// <summary>The model does not say what it must of rows that people know.</summary>
    public static DiagnosticDescriptor UnexpectedPrediction { get; } =
        new("INGOT4103", DiagnosticSeverity.Error, "A prediction is not the expected one");

    /// <summary>Groups are treated too differently.</summary>
    public static DiagnosticDescriptor Unfair { get; } =
        new("INGOT4104", DiagnosticSeverity.Error, "Groups are treated too differently");

    /// <summary>Probabilities are not what they say.</summary>
    public static DiagnosticDescriptor Miscalibrated { get; } =
        new("INGOT4105", DiagnosticSeverity.Error, "The probabilities are not calibrated");

    /// <summary>With other seeds the model is another one.</summary>
    public static DiagnosticDescriptor Unstable { get; } =
        new("INGOT4106", DiagnosticSeverity.Error, "The model depends on the seed");

    /// <summary>A simpler model is as good.</summary>
    public static DiagnosticDescriptor NoBetterThanSimple { get; } =
        new("INGOT4107", DiagnosticSeverity.Error, "A simpler model is as good");

    /// <summary>One feature alone explains the label, or something is learned from shuffled labels.</summary>
    public static DiagnosticDescriptor Leaks { get; } =
        new("INGOT4108", DiagnosticSeverity.Error, "The label leaks into the features");

    /// <summary>Without the newest rows the model is worse than it may be.</summary>
    public static DiagnosticDescriptor GoesStale { get; } =
        new("INGOT4109", DiagnosticSeverity.Error, "The model goes stale");
}
