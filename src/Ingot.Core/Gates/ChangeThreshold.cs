using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>
/// Decides <c>MaxRegression</c>: the metric against the released or accepted one. With both models' scores of the same rows the
/// decision is a test; without, a regression beyond the margin has failed, whatever chance may have done.
/// </summary>
internal sealed class ChangeThreshold
{
    // Two metrics are sums of thousands of roundings: a regression of exactly the allowed amount passes all the same.
    private const double Rounding = 1e-12;

    // What was accepted was scored on another machine, perhaps by another processor. Scores are floats, whose last digit is the processor's; a
    // metric of them is as exact. A release's model is scored on this one.
    private const double OtherProcessor = 1e-6;

    private readonly GateVerdicts _verdicts;
    private readonly IReadOnlyDictionary<GateSpec, ChangeComparison> _comparisons;

    /// <param name="gates">All gates of the model.</param>
    /// <param name="evidence">What they are decided from.</param>
    /// <param name="verdicts">Makes the verdicts.</param>
    public ChangeThreshold(IReadOnlyList<GateSpec> gates, GateEvidence evidence, GateVerdicts verdicts)
    {
        _verdicts = verdicts;
        _comparisons = ChangeTests.Of(gates, evidence);
    }

    /// <summary>Decides a gate.</summary>
    /// <param name="gate">The gate, one of those that were given first.</param>
    /// <param name="definition">Its metric.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="text">The margin as it was written.</param>
    public Verdict Decide(GateSpec gate, MetricDefinition definition, MetricResult result, string text)
    {
        var name = $"{gate.Metric}{(gate.Against is null ? string.Empty : $" Against={gate.Against}")} MaxRegression={text}";
        if (definition.Scope == MetricScope.Machine)
        {
            return _verdicts.Broken(gate, name, GateDiagnostics.MachineDependent,
                $"{gate.Metric} depends on the machine and is never accepted, so MaxRegression=\"{text}\" has nothing to compare it with. Use Min or Max.");
        }

        if (ChangeMargin.Parse(text, definition.Unit) is not { } margin)
        {
            return _verdicts.Broken(gate, name, GateDiagnostics.InvalidThreshold,
                $"MaxRegression=\"{text}\" of the gate on {gate.Metric} cannot be read; expected {Quantity.Expected(definition.Unit)}, not negative, or a percentage such as 2%.");
        }

        if (definition.Range.WhyNoMargin(definition.Ranged, margin.Allowed, margin.Relative) is { } why)
        {
            return _verdicts.Broken(gate, name, GateDiagnostics.InvalidThreshold,
                $"MaxRegression=\"{text}\" of the gate on {gate.Metric} says nothing of the model: {why}. Write the margin that is meant, such as 0.01 or 1%, or remove MaxRegression.");
        }

        var verdict = GateVerdicts.Start(gate, name) with { Value = result.Value, Threshold = margin.Allowed };
        var comparison = _comparisons[gate];
        var (evidence, test) = (comparison.Evidence, comparison.Test);
        if ((comparison.WhyNot ?? Comparability.WhyNot(gate, evidence)) is { } reason)
        {
            return comparison.WhyNot is null && Comparability.IsBeginning(evidence)
                ? _verdicts.Report(verdict, GateOutcome.Skipped, reason)
                : _verdicts.Report(verdict, GateOutcome.Failed, reason with { Severity = DiagnosticSeverity.Error });
        }

        verdict = verdict with { Baseline = test?.Baseline ?? Comparability.Baseline(gate, evidence), Value = test?.Candidate ?? result.Value };
        var change = new ObservedChange(gate, definition, margin, verdict.Baseline, verdict.Value);
        var message = new ChangeMessage(change, comparison, result);
        var tolerance = change.Scale * (evidence.Release is null && definition.Scope == MetricScope.Rows ? OtherProcessor : Rounding);
        var beyond = change.Worse > change.Most + tolerance;
        return test is null ? DecideUnpaired(change, verdict, message, beyond) : DecidePaired(change, Record(verdict, gate, test), message, test, beyond);
    }

    private Verdict DecideUnpaired(ObservedChange change, Verdict verdict, ChangeMessage message, bool beyond)
    {
        if (beyond)
        {
            return Fail(change, verdict, GateDiagnostics.ChangeThreshold, message.Regressed(), message);
        }

        // A property of the file, such as its size, is known without error.
        return change.Gate.Policy == GatePolicy.NonInferior && change.Definition.Scope == MetricScope.Rows
            ? Fail(change, verdict, GateDiagnostics.NotProvenNonInferior, message.WithoutProof(), message)
            : verdict with { Message = message.Passed() };
    }

    private Verdict DecidePaired(ObservedChange change, Verdict verdict, ChangeMessage message, ChangeTest test, bool beyond)
    {
        var rejected = test.AdjustedPValue <= change.Gate.Alpha;
        if (change.Gate.Policy == GatePolicy.NonInferior)
        {
            return !beyond && (rejected || test.Identical)
                ? verdict with { Message = message.Passed() }
                : Fail(change, verdict, GateDiagnostics.NotProvenNonInferior, message.NotProven(), message);
        }

        if (!beyond)
        {
            return verdict with { Message = message.Passed() };
        }

        return rejected
            ? Fail(change, verdict, GateDiagnostics.ChangeThreshold, message.Regressed(), message)
            : _verdicts.Report(verdict, GateOutcome.Inconclusive, GateDiagnostics.InconclusiveRegression.At(change.Gate.Location, message.Inconclusive()));
    }

    // A baseline that has learned the rows is better on them than on any others: falling behind that is no regression. What passes even
    // so has passed. The size of a file has nothing to do with rows.
    private Verdict Fail(ObservedChange change, Verdict verdict, DiagnosticDescriptor descriptor, FormattableString why, ChangeMessage message) =>
        message.Seen is { } seen && change.Definition.Scope == MetricScope.Rows
            ? _verdicts.Report(verdict, GateOutcome.Inconclusive, GateDiagnostics.BaselineSawRows.At(change.Gate.Location, message.AgainstSeenRows(seen)))
            : _verdicts.Report(verdict, GateOutcome.Failed, descriptor.At(change.Gate.Location, why));

    private static Verdict Record(Verdict verdict, GateSpec gate, ChangeTest test) => verdict with
    {
        Regression = Known(test.Test.Regression),
        StandardError = Known(test.Test.StandardError),
        Low = Known(test.Test.Low),
        High = Known(test.Test.High),
        PValue = Known(ChangeTests.PValue(gate, test)),
        AdjustedPValue = Known(test.AdjustedPValue),
        Method = test.Test.Method,
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
