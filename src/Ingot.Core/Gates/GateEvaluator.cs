using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>Decides the gates of a model. All are decided, whatever the first one says; what cannot be decided has failed.</summary>
public sealed class GateEvaluator
{
    private readonly MetricsReport _metrics;
    private readonly MetricsReport? _performance;
    private readonly AcceptedResult? _accepted;
    private readonly string _referenceData;
    private readonly bool _continuousIntegration;
    private readonly string _acceptedFile;
    private readonly IDiagnosticSink _sink;

    private GateEvaluator(
        MetricsReport metrics, MetricsReport? performance, AcceptedResult? accepted, string referenceData,
        bool continuousIntegration, string acceptedFile, IDiagnosticSink sink)
    {
        _metrics = metrics;
        _performance = performance;
        _accepted = accepted;
        _referenceData = referenceData;
        _continuousIntegration = continuousIntegration;
        _acceptedFile = Path.GetFileName(acceptedFile);
        _sink = sink;
    }

    /// <summary>Decides all gates.</summary>
    /// <param name="gates">The gates, in the order of the project.</param>
    /// <param name="metrics">What Evaluate measured.</param>
    /// <param name="performance">Latency and throughput, when they were measured.</param>
    /// <param name="accepted">What change gates compare with; null when nothing was accepted yet.</param>
    /// <param name="referenceDataSha256">Hash of today's reference data.</param>
    /// <param name="continuousIntegration">Whether a missing accepted result is an error rather than a warning.</param>
    /// <param name="acceptedFile">Path of the accepted result, for messages.</param>
    /// <param name="sink">Takes a diagnostic for every verdict that is not <see cref="GateOutcome.Passed"/>.</param>
    /// <returns>One verdict for each threshold of each gate.</returns>
    public static IReadOnlyList<Verdict> Evaluate(
        IReadOnlyList<GateSpec> gates, MetricsReport metrics, MetricsReport? performance, AcceptedResult? accepted,
        string referenceDataSha256, bool continuousIntegration, string acceptedFile, IDiagnosticSink sink)
    {
        var evaluator = new GateEvaluator(
            metrics, performance, accepted, referenceDataSha256, continuousIntegration, acceptedFile, sink);
        return [.. gates.SelectMany(evaluator.Decide)];
    }

    private IEnumerable<Verdict> Decide(GateSpec gate)
    {
        if (MetricCatalog.Find(gate.Metric, _metrics.Task) is not { } definition)
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.UnknownMetric,
                $"There is no metric '{gate.Metric}' for {_metrics.Task}; expected one of {string.Join(", ", MetricCatalog.Names(_metrics.Task))}.")];
        }

        if (gate.Min is null && gate.Max is null && gate.MaxRegression is null)
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.NoThreshold,
                $"The gate on {gate.Metric} has no threshold and would pass always. Add Min, Max or MaxRegression.")];
        }

        if ((Find(_metrics, gate) ?? Find(_performance, gate)) is not { } result)
        {
            return [Broken(gate, gate.Metric, GateDiagnostics.UnknownSlice, MissingMessage(gate))];
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

        var below = kind == "Min";
        var kept = below ? result.Value >= threshold : result.Value <= threshold;
        var value = Quantity.Format(result.Value, definition.Unit);
        var limit = Quantity.Format(threshold, definition.Unit);
        var verdict = Verdict(gate, name) with { Value = result.Value, Threshold = threshold };
        if (kept)
        {
            return verdict with { Outcome = GateOutcome.Passed, Message = $"{gate.Metric} on {Place(gate)} is {value}; the gate asks for {(below ? "at least" : "at most")} {limit}." };
        }

        return Report(
            verdict,
            GateOutcome.Failed,
            GateDiagnostics.ValueThreshold.At(
                gate.Location,
                $"{gate.Metric} on {Place(gate)} is {value}, {(below ? "under" : "over")} the {limit} that the gate {(below ? "asks for" : "allows")} ({Evidence(result, definition.Unit)}). Improve the model, or change the gate if the law is wrong. See docs/diagnostics.md#ingot4001."));
    }

    private Verdict DecideChange(GateSpec gate, MetricDefinition definition, MetricResult result, string text)
    {
        var name = $"{gate.Metric} MaxRegression={text}";
        var relative = text.TrimEnd().EndsWith('%');
        var parsed = Quantity.Parse(relative ? text.TrimEnd()[..^1] : text, relative ? MetricUnit.None : definition.Unit);
        if (parsed is not { } allowed || allowed < 0)
        {
            return Broken(gate, name, GateDiagnostics.InvalidThreshold,
                $"MaxRegression=\"{text}\" of the gate on {gate.Metric} cannot be read; expected {Quantity.Expected(definition.Unit)}, not negative, or a percentage such as 2%.");
        }

        allowed = relative ? allowed / 100 : allowed;
        var verdict = Verdict(gate, name) with { Value = result.Value, Threshold = allowed };
        if (_accepted is null)
        {
            var diagnostic = GateDiagnostics.NotAccepted.At(
                gate.Location,
                $"There is no {_acceptedFile} to compare {gate.Metric} with, so this gate was skipped. Run 'dotnet ingot accept' and commit the file.");
            return _continuousIntegration
                ? Report(verdict, GateOutcome.Failed, diagnostic with { Severity = DiagnosticSeverity.Error })
                : Report(verdict, GateOutcome.Skipped, diagnostic);
        }

        if (_accepted.ReferenceDataSha256 != _referenceData)
        {
            return Report(verdict, GateOutcome.Failed, GateDiagnostics.Incomparable.At(
                gate.Location,
                $"{_acceptedFile} was measured on other reference data, so {gate.Metric} cannot be compared. Review today's metrics, run 'dotnet ingot accept', and commit the file."));
        }

        var baseline = _accepted.Metrics.FirstOrDefault(m => m.Name == gate.Metric && m.Slice == gate.Slice);
        if (baseline is null || !double.IsFinite(baseline.Value))
        {
            return Report(verdict, GateOutcome.Failed, GateDiagnostics.Incomparable.At(
                gate.Location,
                $"{_acceptedFile} has no {gate.Metric} on {Place(gate)} to compare with. Review today's metrics, run 'dotnet ingot accept', and commit the file."));
        }

        return DecideRegression(gate, definition, result, verdict with { Baseline = baseline.Value }, allowed, relative);
    }

    private Verdict DecideRegression(
        GateSpec gate, MetricDefinition definition, MetricResult result, Verdict verdict, double allowed, bool relative)
    {
        var worse = definition.HigherIsBetter ? verdict.Baseline - result.Value : result.Value - verdict.Baseline;
        var regression = !relative ? worse : worse == 0 ? 0 : worse / Math.Abs(verdict.Baseline);
        string Amount(double amount) => relative ? FormattableString.Invariant($"{amount * 100:0.00}%") : Quantity.Format(amount, definition.Unit);
        var from = Quantity.Format(verdict.Baseline, definition.Unit);
        var to = Quantity.Format(result.Value, definition.Unit);
        if (regression <= allowed)
        {
            return verdict with
            {
                Outcome = GateOutcome.Passed,
                Message = $"{gate.Metric} on {Place(gate)} went from {from} ({_accepted!.Version}) to {to}; the gate allows a regression of {Amount(allowed)}.",
            };
        }

        return Report(verdict, GateOutcome.Failed, GateDiagnostics.ChangeThreshold.At(
            gate.Location,
            $"{gate.Metric} on {Place(gate)} {(definition.HigherIsBetter ? "fell" : "rose")} from {from} ({_accepted!.Version}) to {to}: a regression of {Amount(regression)}, over the {Amount(allowed)} that the gate allows ({Evidence(result, definition.Unit)}). Improve the model, or run 'dotnet ingot accept' if the change is wanted. See docs/diagnostics.md#ingot4002."));
    }

    private static MetricResult? Find(MetricsReport? report, GateSpec gate) =>
        report?.Metrics.FirstOrDefault(m => m.Name == gate.Metric && m.Slice == gate.Slice);

    private FormattableString MissingMessage(GateSpec gate)
    {
        var slices = _metrics.Metrics.Select(m => m.Slice).OfType<string>().Distinct().Take(20).ToList();
        return gate.Slice is null
            ? (FormattableString)$"{gate.Metric} was not measured on the reference data: the class or the measurement does not exist. Correct the gate's metric."
            : $"{gate.Metric} was not measured on a slice '{gate.Slice}'; measured slices: {(slices.Count > 0 ? string.Join(", ", slices) : "none")}. Add a <Slice> item for it or correct the gate.";
    }

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
