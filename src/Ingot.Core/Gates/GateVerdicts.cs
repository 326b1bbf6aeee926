using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>Makes verdicts, and reports those that did not pass.</summary>
/// <param name="sink">Takes the diagnostics.</param>
internal sealed class GateVerdicts(IDiagnosticSink sink)
{
    /// <summary>The rows of a gate, as messages name them.</summary>
    public static string Place(GateSpec gate) => gate.Slice is null ? "the reference data" : $"slice '{gate.Slice}'";

    /// <summary>What was measured, and of what: <c>AUC on the reference data</c>, <c>Size of the model</c>.</summary>
    public static string Subject(GateSpec gate, MetricDefinition definition) => definition.Scope switch
    {
        MetricScope.Model => $"{gate.Metric} of the model",
        MetricScope.Machine => $"{gate.Metric} on this machine",
        _ => $"{gate.Metric} on {Place(gate)}",
    };

    /// <summary>The interval and the number of rows of a metric.</summary>
    public static string Evidence(MetricResult result, MetricUnit unit) => double.IsFinite(result.Low)
        ? FormattableString.Invariant($"95 % interval {Quantity.Format(result.Low, unit)} to {Quantity.Format(result.High, unit)}, {DiagnosticText.Count(result.Rows, "row")}")
        : DiagnosticText.Count(result.Rows, "row");

    /// <summary>A verdict of a gate that passes until something else is said.</summary>
    public static Verdict Start(GateSpec gate, string name) => new()
    {
        Gate = name,
        Slice = gate.Slice,
        Outcome = GateOutcome.Passed,
        Message = string.Empty,
        File = gate.Location.IsNone ? null : gate.Location.File,
        Line = gate.Location.Line,
        Column = gate.Location.Column,
    };

    /// <summary>The verdict on a gate that cannot be decided: it has failed.</summary>
    public Verdict Broken(GateSpec gate, string name, DiagnosticDescriptor descriptor, FormattableString message) =>
        Report(Start(gate, name), GateOutcome.Failed, descriptor.At(gate.Location, message));

    /// <summary>A verdict that did not pass.</summary>
    public Verdict Report(Verdict verdict, GateOutcome outcome, Diagnostic diagnostic)
    {
        sink.Report(diagnostic);
        return verdict with { Outcome = outcome, Code = diagnostic.Code, Message = diagnostic.Message };
    }
}
