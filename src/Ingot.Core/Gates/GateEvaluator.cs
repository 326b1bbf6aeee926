using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>Decides the gates of a model. All are decided, whatever the first one says; what cannot be decided has failed.</summary>
public sealed class GateEvaluator
{
    private const int ListedSlices = 20;

    // Two metrics are sums of thousands of roundings: a regression of exactly the allowed amount passes all the same.
    private const double Rounding = 1e-12;

    private readonly GateEvidence _evidence;
    private readonly IDiagnosticSink _sink;

    private GateEvaluator(GateEvidence evidence, IDiagnosticSink sink)
    {
        _evidence = evidence;
        _sink = sink;
    }

    private MetricsReport Metrics => _evidence.Metrics;

    private string AcceptedFileName => Path.GetFileName(_evidence.AcceptedFile);

    /// <summary>Decides all gates.</summary>
    /// <param name="gates">The gates, in the order of the project.</param>
    /// <param name="evidence">What they are decided from.</param>
    /// <param name="sink">Takes a diagnostic for every verdict that is not <see cref="GateOutcome.Passed"/>.</param>
    /// <returns>One verdict for each threshold of each gate; one for a gate that cannot be decided at all.</returns>
    public static IReadOnlyList<Verdict> Evaluate(IReadOnlyList<GateSpec> gates, GateEvidence evidence, IDiagnosticSink sink) =>
        [.. gates.SelectMany(new GateEvaluator(evidence, sink).Decide)];

    private IEnumerable<Verdict> Decide(GateSpec gate)
    {
        if (MetricCatalog.Find(gate.Metric, Metrics.Task) is not { } definition)
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.UnknownMetric,
                $"There is no metric '{gate.Metric}' for {Metrics.Task}; expected one of {string.Join(", ", MetricCatalog.Names(Metrics.Task))}.")];
        }

        if (gate.Min is null && gate.Max is null && gate.MaxRegression is null)
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.NoThreshold,
                $"The gate on {gate.Metric} has no threshold and would pass always. Add Min, Max or MaxRegression.")];
        }

        if (gate.Slice is not null && definition.Scope != MetricScope.Rows)
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.UnknownSlice,
                $"{gate.Metric} belongs to the model as a whole and has no value on the slice '{gate.Slice}'. Remove Slice from the gate.")];
        }

        if ((Find(Metrics, gate) ?? Find(_evidence.Performance, gate)) is not { } result)
        {
            return [NotMeasured(gate)];
        }

        if (gate.Slice is not null && result.Rows == 0)
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.UnknownSlice,
                $"The slice '{gate.Slice}' has no rows in the reference data, so {gate.Metric} cannot be measured. Correct the slice or the data.")];
        }

        if (!double.IsFinite(result.Value))
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.UndefinedMetric,
                $"{gate.Metric} on {Place(gate)} is undefined ({result.Rows:N0} rows): AUC, for one, needs rows of every class. Gate another metric or give more reference rows.")];
        }

        return DecideThresholds(gate, definition, result);
    }

    private IEnumerable<Verdict> DecideThresholds(GateSpec gate, MetricDefinition definition, MetricResult result)
    {
        if (gate.Min is { } min)
        {
            yield return DecideValue(gate, definition, result, "Min", min);
        }

        if (gate.Max is { } max)
        {
            yield return DecideValue(gate, definition, result, "Max", max);
        }

        if (gate.MaxRegression is { } regression)
        {
            yield return DecideChange(gate, definition, result, regression);
        }
    }

    private Verdict DecideValue(GateSpec gate, MetricDefinition definition, MetricResult result, string kind, string text)
    {
        var name = $"{gate.Metric} {kind}={text}";
        if (Quantity.Parse(text, definition.Unit) is not { } threshold)
        {
            return Broken(gate, name, GateDiagnostics.InvalidThreshold,
                $"{kind}=\"{text}\" of the gate on {gate.Metric} cannot be read; expected {Quantity.Expected(definition.Unit)}.");
        }

        var least = kind == "Min";
        var kept = least ? result.Value >= threshold : result.Value <= threshold;
        var (value, limit) = Quantity.FormatApart(result.Value, threshold, definition.Unit);
        var verdict = Verdict(gate, name) with { Value = result.Value, Threshold = threshold };
        if (!kept)
        {
            return Report(
                verdict,
                GateOutcome.Failed,
                GateDiagnostics.ValueThreshold.At(
                    gate.Location,
                    $"{gate.Metric} on {Place(gate)} is {value}, {(least ? "under" : "over")} the {limit} that the gate {(least ? "asks for" : "allows")} ({Evidence(result, definition.Unit)}). Improve the model, or change the gate if the law is wrong. See docs/diagnostics.md#ingot4001."));
        }

        var asked = $"{(least ? "at least" : "at most")} {limit}";
        return definition.Scope == MetricScope.Machine
            // Passed verdicts are packed, durations are not: the same inputs give the same package.
            ? verdict with { Value = double.NaN, Message = $"{gate.Metric} is {asked} on the machine that built the model." }
            : verdict with { Message = $"{gate.Metric} on {Place(gate)} is {value}; the gate asks for {asked}." };
    }

    private Verdict DecideChange(GateSpec gate, MetricDefinition definition, MetricResult result, string text)
    {
        var name = $"{gate.Metric} MaxRegression={text}";
        if (definition.Scope == MetricScope.Machine)
        {
            return Broken(gate, name, GateDiagnostics.MachineDependent,
                $"{gate.Metric} depends on the machine and is never accepted, so MaxRegression=\"{text}\" has nothing to compare it with. Use Min or Max.");
        }

        var relative = text.TrimEnd().EndsWith('%');
        var parsed = Quantity.Parse(relative ? text.TrimEnd()[..^1] : text, relative ? MetricUnit.None : definition.Unit);
        if (parsed is not { } allowed || allowed < 0)
        {
            return Broken(gate, name, GateDiagnostics.InvalidThreshold,
                $"MaxRegression=\"{text}\" of the gate on {gate.Metric} cannot be read; expected {Quantity.Expected(definition.Unit)}, not negative, or a percentage such as 2%.");
        }

        allowed = relative ? allowed / 100 : allowed;
        var verdict = Verdict(gate, name) with { Value = result.Value, Threshold = allowed };
        if (_evidence.Accepted is not { } accepted)
        {
            var diagnostic = GateDiagnostics.NotAccepted.At(
                gate.Location,
                $"There is no {AcceptedFileName} to compare {gate.Metric} with, so this gate was {(_evidence.ContinuousIntegration ? "not decided" : "skipped")}. Run 'dotnet ingot accept' and commit the file.");
            return _evidence.ContinuousIntegration
                ? Report(verdict, GateOutcome.Failed, diagnostic with { Severity = DiagnosticSeverity.Error })
                : Report(verdict, GateOutcome.Skipped, diagnostic);
        }

        var baseline = accepted.Metrics.FirstOrDefault(m => m.Name == gate.Metric && m.Slice == gate.Slice)?.Value ?? double.NaN;
        return WhyIncomparable(gate, accepted, baseline) is { } reason
            ? Report(verdict, GateOutcome.Failed, reason)
            : DecideRegression(gate, definition, result, verdict with { Baseline = baseline }, accepted.Version, allowed, relative);
    }

    private Diagnostic? WhyIncomparable(GateSpec gate, AcceptedResult accepted, double baseline)
    {
        const string remedy = "Review today's metrics, run 'dotnet ingot accept', and commit the file.";
        if (accepted.ReferenceDataSha256 != _evidence.ReferenceDataSha256)
        {
            return GateDiagnostics.Incomparable.At(
                gate.Location, $"{AcceptedFileName} was measured on other reference data, so {gate.Metric} cannot be compared. {remedy}");
        }

        if (accepted.Task != Metrics.Task)
        {
            return GateDiagnostics.Incomparable.At(
                gate.Location, $"{AcceptedFileName} is of a {accepted.Task} model, this is a {Metrics.Task} model, so {gate.Metric} cannot be compared. {remedy}");
        }

        if (!_evidence.AcceptedScoresAgree)
        {
            return GateDiagnostics.MixedAccept.At(
                gate.Location,
                $"{Path.ChangeExtension(AcceptedFileName, ".parquet")} does not belong to {AcceptedFileName}: its hash is not the one recorded there, so {gate.Metric} cannot be compared. Restore both files of one commit (with Git LFS: git lfs pull), or run 'dotnet ingot accept' and commit both.");
        }

        return double.IsFinite(baseline)
            ? null
            : GateDiagnostics.Incomparable.At(
                gate.Location, $"{AcceptedFileName} has no {gate.Metric} on {Place(gate)} to compare with. {remedy}");
    }

    /// <summary>The regression is (candidate - baseline) in the worse direction; relative: divided by |baseline|.</summary>
    private Verdict DecideRegression(
        GateSpec gate, MetricDefinition definition, MetricResult result, Verdict verdict, string version, double allowed, bool relative)
    {
        var baseline = verdict.Baseline;
        var worse = definition.HigherIsBetter ? baseline - result.Value : result.Value - baseline;
        var rounding = Rounding * Math.Max(Math.Abs(baseline), Math.Abs(result.Value));
        var most = relative ? allowed * Math.Abs(baseline) : allowed;
        var (from, to) = Quantity.FormatApart(baseline, result.Value, definition.Unit);
        var (regression, limit) = relative && baseline != 0
            ? Quantity.FormatPercentApart(worse / Math.Abs(baseline), allowed)
            : Quantity.FormatApart(worse, most, definition.Unit);
        limit = relative && baseline == 0 ? $"{Quantity.FormatPercentApart(allowed, allowed).First} of 0" : limit;
        if (worse <= most + rounding)
        {
            return verdict with
            {
                Message = $"{gate.Metric} on {Place(gate)} went from {from} ({version}) to {to}; the gate allows a regression of {limit}.",
            };
        }

        return Report(verdict, GateOutcome.Failed, GateDiagnostics.ChangeThreshold.At(
            gate.Location,
            $"{gate.Metric} on {Place(gate)} {(definition.HigherIsBetter ? "fell" : "rose")} from {from} ({version}) to {to}: a regression of {regression}, over the {limit} that the gate allows ({Evidence(result, definition.Unit)}). Improve the model, or run 'dotnet ingot accept' if the change is wanted. See docs/diagnostics.md#ingot4002."));
    }

    private Verdict NotMeasured(GateSpec gate)
    {
        if (gate.Slice is null)
        {
            var measured = Metrics.Metrics.Where(m => m.Slice is null).Select(m => m.Name);
            return Broken(gate, gate.Metric, GateDiagnostics.UnknownMetric,
                $"{gate.Metric} was not measured on the reference data; measured: {string.Join(", ", measured)}. Correct the gate's metric.");
        }

        var slices = Metrics.Metrics.Select(m => m.Slice).OfType<string>().Distinct().Take(ListedSlices).ToList();
        return Broken(gate, gate.Metric, GateDiagnostics.UnknownSlice,
            $"{gate.Metric} was not measured on a slice '{gate.Slice}'; measured slices: {(slices.Count > 0 ? string.Join(", ", slices) : "none")}. Write 'column=value' with a column of the reference data, or add a <Slice> item of that name.");
    }

    private static MetricResult? Find(MetricsReport? report, GateSpec gate) =>
        report?.Metrics.FirstOrDefault(m => m.Name == gate.Metric && m.Slice == gate.Slice);

    private static string Place(GateSpec gate) => gate.Slice is null ? "the reference data" : $"slice '{gate.Slice}'";

    private static string Evidence(MetricResult result, MetricUnit unit) => double.IsFinite(result.Low)
        ? FormattableString.Invariant($"95 % interval {Quantity.Format(result.Low, unit)} to {Quantity.Format(result.High, unit)}, {result.Rows:N0} rows")
        : FormattableString.Invariant($"{result.Rows:N0} rows");

    private static Verdict Verdict(GateSpec gate, string name) => new()
    {
        Gate = name,
        Slice = gate.Slice,
        Outcome = GateOutcome.Passed,
        Message = string.Empty,
        File = gate.Location.IsNone ? null : gate.Location.File,
        Line = gate.Location.Line,
        Column = gate.Location.Column,
    };

    private Verdict Broken(GateSpec gate, string name, DiagnosticDescriptor descriptor, FormattableString message) =>
        Report(Verdict(gate, name), GateOutcome.Failed, descriptor.At(gate.Location, message));

    private Verdict Report(Verdict verdict, GateOutcome outcome, Diagnostic diagnostic)
    {
        _sink.Report(diagnostic);
        return verdict with { Outcome = outcome, Code = diagnostic.Code, Message = diagnostic.Message };
    }
}
