using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>Decides <c>Min</c> and <c>Max</c>: the metric itself against a value.</summary>
/// <param name="verdicts">Makes the verdicts.</param>
internal sealed class ValueThreshold(GateVerdicts verdicts)
{
    /// <summary>Decides one of the two.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="definition">Its metric.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="kind"><c>Min</c> or <c>Max</c>.</param>
    /// <param name="text">The threshold as it was written.</param>
    public Verdict Decide(GateSpec gate, MetricDefinition definition, MetricResult result, string kind, string text)
    {
        var name = $"{gate.Metric} {kind}={text}";
        if (Quantity.Parse(text, definition.Unit) is not { } threshold)
        {
            return verdicts.Broken(gate, name, GateDiagnostics.InvalidThreshold,
                $"{kind}=\"{text}\" of the gate on {gate.Metric} cannot be read; expected {Quantity.Expected(definition.Unit)}.");
        }

        var least = kind == "Min";
        if (definition.Range.WhyNoBound(definition.Ranged, least, threshold) is { } why)
        {
            return verdicts.Broken(gate, name, GateDiagnostics.InvalidThreshold,
                $"{kind}=\"{text}\" of the gate on {gate.Metric} says nothing of the model: {why}. Write the value that is meant, or remove {kind}.");
        }

        var kept = least ? result.Value >= threshold : result.Value <= threshold;
        var (value, limit) = Quantity.FormatApart(result.Value, threshold, definition.Unit);
        var verdict = GateVerdicts.Start(gate, name) with { Value = result.Value, Threshold = threshold };
        if (!kept)
        {
            return verdicts.Report(
                verdict,
                GateOutcome.Failed,
                GateDiagnostics.ValueThreshold.At(
                    gate.Location,
                    $"{GateVerdicts.Subject(gate, definition)} is {value}, {(least ? "under" : "over")} the {limit} that the gate {(least ? "asks for" : "allows")} ({GateVerdicts.Evidence(result, definition.Unit)}). Improve the model, or change the gate if its threshold is wrong."));
        }

        var asked = $"{(least ? "at least" : "at most")} {limit}";
        return definition.Scope == MetricScope.Machine
            // Passed verdicts are packed, durations are not: the same inputs give the same package.
            ? verdict with { Value = double.NaN, Message = $"{gate.Metric} is {asked} on the machine that built the model." }
            : verdict with { Message = $"{GateVerdicts.Subject(gate, definition)} is {value}; the gate asks for {asked}." };
    }
}
