using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;

namespace Ingot.Core.Behaviour;

/// <summary>Decides the tests of a model. All are decided, whatever the first one says; what cannot be decided has failed.</summary>
public sealed class BehaviourGate
{
    private readonly IDiagnosticSink _sink;

    private BehaviourGate(IDiagnosticSink sink) => _sink = sink;

    /// <summary>Decides all tests.</summary>
    /// <param name="tests">The tests, in the order of the project.</param>
    /// <param name="report">What they found.</param>
    /// <param name="sink">Takes a diagnostic for every verdict that is not <see cref="GateOutcome.Passed"/>.</param>
    /// <returns>One verdict for each threshold of each test; one for a test that cannot be decided at all.</returns>
    /// <exception cref="ArgumentException">The report is of other tests.</exception>
    public static IReadOnlyList<Verdict> Evaluate(IReadOnlyList<BehaviourTest> tests, BehaviourReport report, IDiagnosticSink sink)
    {
        if (!tests.Select(t => t.Title).SequenceEqual(report.Tests.Select(t => t.Test), StringComparer.Ordinal))
        {
            throw new ArgumentException("The report must be of the same tests.", nameof(report));
        }

        return [.. tests.Zip(report.Tests).SelectMany(p => new BehaviourGate(sink).Decide(p.First, p.Second))];
    }

    private IEnumerable<Verdict> Decide(BehaviourTest test, BehaviourResult result) => result.Undecided is { } why
        ? [Fail(Start(test, test.Title), BehaviourDiagnostics.Undecided, why)]
        : test switch
        {
            InvarianceTest invariance => [Share(test, result, invariance.MaxShare, BehaviourMessages.NotInvariant(invariance, result))],
            DirectionalTest directional => [Share(test, result, directional.MaxShare, BehaviourMessages.WrongDirection(directional, result))],
            ExpectedPrediction => [Share(test, result, 0, BehaviourMessages.Unexpected(result))],
            _ => BehaviourThresholds.Of(test, result).Select(t => Decide(test, result, t)),
        };

    private Verdict Share(BehaviourTest test, BehaviourResult result, double most, string message)
    {
        var share = result.Rows == 0 ? double.NaN : (double)result.Broken!.Value / result.Rows;
        var verdict = Start(test, test.Title) with { Value = share, Threshold = most };
        return share <= most
            ? verdict with { Message = BehaviourMessages.Kept(test, result, share) }
            : Fail(verdict, BehaviourRules.Of(test.Kind)!, message);
    }

    private Verdict Decide(BehaviourTest test, BehaviourResult result, BehaviourThreshold threshold)
    {
        var measure = result.Find(threshold.Measure);
        var verdict = Start(test, threshold.Metadata.Length == 0 ? test.Title : FormattableString.Invariant($"{test.Title} {threshold.Metadata}={threshold.Limit}")) with
        {
            Slice = (test as CalibrationGate)?.Slice,
            Value = measure?.Value ?? double.NaN,
            Threshold = threshold.Limit,
        };
        if (measure is null || !double.IsFinite(measure.Value))
        {
            return Fail(verdict, BehaviourDiagnostics.Undecided, $"{threshold.Subject} is undefined on {DiagnosticText.Agree(result.Rows, "this", "these")} {BehaviourMessages.Count(result.Rows)}. {threshold.WhenUndefined}");
        }

        var (value, limit) = Quantity.FormatApart(measure.Value, threshold.Limit, MetricUnit.None);
        var kept = threshold.IsLeast ? measure.Value >= threshold.Limit : measure.Value <= threshold.Limit;
        if (kept && threshold.Proof is { } proof)
        {
            return Fail(verdict, BehaviourRules.Of(test.Kind)!, proof);
        }

        return kept
            ? verdict with { Message = $"{threshold.Subject} is {value}; the test asks for {(threshold.IsLeast ? "at least" : "at most")} {limit}." }
            : Fail(
                verdict,
                BehaviourRules.Of(test.Kind)!,
                $"{threshold.Subject} is {value}, {(threshold.IsLeast ? "under" : "over")} the {limit} that the test {(threshold.IsLeast ? "asks for" : "allows")} ({BehaviourMessages.Evidence(measure, result)}). {threshold.Remedy}");
    }

    private static Verdict Start(BehaviourTest test, string name) => new()
    {
        Gate = name,
        Outcome = GateOutcome.Passed,
        Message = string.Empty,
        File = test.Location.IsNone ? null : test.Location.File,
        Line = test.Location.Line,
        Column = test.Location.Column,
    };

    private Verdict Fail(Verdict verdict, DiagnosticDescriptor descriptor, string message)
    {
        var place = verdict.File is null ? SourceLocation.None : new SourceLocation(verdict.File, verdict.Line, verdict.Column);
        var diagnostic = descriptor.At(place, $"{message}");
        _sink.Report(diagnostic);
        return verdict with { Outcome = GateOutcome.Failed, Code = diagnostic.Code, Message = diagnostic.Message };
    }
}
