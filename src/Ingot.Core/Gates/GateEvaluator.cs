using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>Decides the gates of a model. All are decided, whatever the first one says; what cannot be decided has failed.</summary>
public sealed class GateEvaluator
{
    private const int ListedSlices = 20;

    private readonly GateEvidence _evidence;
    private readonly GateVerdicts _verdicts;
    private readonly ValueThreshold _value;
    private readonly ChangeThreshold _change;

    private GateEvaluator(IReadOnlyList<GateSpec> gates, GateEvidence evidence, IDiagnosticSink sink)
    {
        _evidence = evidence;
        _verdicts = new GateVerdicts(sink);
        _value = new ValueThreshold(_verdicts);
        _change = new ChangeThreshold(gates, evidence, _verdicts);
    }

    private MetricsReport Metrics => _evidence.Metrics;

    /// <summary>Decides all gates.</summary>
    /// <param name="gates">The gates, in the order of the project.</param>
    /// <param name="evidence">What they are decided from.</param>
    /// <param name="sink">Takes a diagnostic for every verdict that is not <see cref="GateOutcome.Passed"/>.</param>
    /// <returns>One verdict for each threshold of each gate; one for a gate that cannot be decided at all.</returns>
    public static IReadOnlyList<Verdict> Evaluate(IReadOnlyList<GateSpec> gates, GateEvidence evidence, IDiagnosticSink sink) =>
        [.. gates.SelectMany(new GateEvaluator(gates, evidence, sink).Decide)];

    private IEnumerable<Verdict> Decide(GateSpec gate)
    {
        if (MetricCatalog.Find(gate.Metric, Metrics.Task) is not { } definition)
        {
            return [_verdicts.Broken(gate, gate.Metric, GateDiagnostics.UnknownMetric,
                $"There is no metric '{gate.Metric}' for {Metrics.Task}; expected one of {string.Join(", ", MetricCatalog.Names(Metrics.Task))}.")];
        }

        if (gate.Min is null && gate.Max is null && gate.MaxRegression is null)
        {
            return [_verdicts.Broken(gate, gate.Metric, GateDiagnostics.NoThreshold,
                $"The gate on {gate.Metric} has no threshold and would always pass. Add Min, Max or MaxRegression.")];
        }

        if (gate.Slice is not null && definition.Scope != MetricScope.Rows)
        {
            return [_verdicts.Broken(gate, gate.Metric, GateDiagnostics.UnknownSlice,
                $"{gate.Metric} belongs to the model as a whole and has no value on the slice '{gate.Slice}'. Remove Slice from the gate.")];
        }

        if ((Find(Metrics, gate) ?? Find(_evidence.Performance, gate)) is not { } result)
        {
            return [NotMeasured(gate)];
        }

        if (gate.Slice is not null && result.Rows == 0)
        {
            return [_verdicts.Broken(gate, gate.Metric, GateDiagnostics.UnknownSlice,
                $"The slice '{gate.Slice}' has no rows in the reference data, so {gate.Metric} cannot be measured. Correct the slice or the data.")];
        }

        if (!double.IsFinite(result.Value))
        {
            return [_verdicts.Broken(gate, gate.Metric, GateDiagnostics.UndefinedMetric,
                $"{gate.Metric} on {GateVerdicts.Place(gate)} is undefined ({DiagnosticText.Count(result.Rows, "row")}): it needs {MetricCatalog.Needs(gate.Metric)}. Gate another metric or give more reference rows.")];
        }

        return DecideThresholds(gate, definition, result);
    }

    private IEnumerable<Verdict> DecideThresholds(GateSpec gate, MetricDefinition definition, MetricResult result)
    {
        if (gate.Min is { } min)
        {
            yield return _value.Decide(gate, definition, result, "Min", min);
        }

        if (gate.Max is { } max)
        {
            yield return _value.Decide(gate, definition, result, "Max", max);
        }

        if (gate.MaxRegression is { } regression)
        {
            yield return _change.Decide(gate, definition, result, regression);
        }
    }

    private Verdict NotMeasured(GateSpec gate)
    {
        if (gate.Slice is null)
        {
            var measured = Metrics.Metrics.Where(m => m.Slice is null).Select(m => m.Name);
            return _verdicts.Broken(gate, gate.Metric, GateDiagnostics.UnknownMetric,
                $"{gate.Metric} was not measured on the reference data; measured: {string.Join(", ", measured)}. {Remedy(gate.Metric)} the gate's metric.");
        }

        var slices = Metrics.Metrics.Select(m => m.Slice).OfType<string>().Distinct().Take(ListedSlices).ToList();
        return _verdicts.Broken(gate, gate.Metric, GateDiagnostics.UnknownSlice,
            $"{gate.Metric} was not measured on the slice '{gate.Slice}'; measured slices: {(slices.Count > 0 ? string.Join(", ", slices) : "none")}. Write 'column=value' with a column of the reference data, or add a <Slice> item of that name.");
    }

    private string Remedy(string metric) => metric switch
    {
        MetricCatalog.Cost => "Say what wrong decisions cost with the property ModelThresholdCosts, or correct",
        MetricCatalog.Coverage or MetricCatalog.IntervalWidth => "Ask for intervals with the property ModelPredictionInterval, or correct",
        _ when Metrics.Task == ModelTask.AnomalyDetection => "Name the column that tells which rows are anomalies in the property ModelLabel, which others are measured by; or correct",
        _ when Metrics.Task == ModelTask.Clustering => "Name the column that tells classes in the property ModelLabel, which AdjustedRandIndex and NormalizedMutualInformation are measured by; or correct",
        _ => "Correct",
    };

    private static MetricResult? Find(MetricsReport? report, GateSpec gate) =>
        report?.Metrics.FirstOrDefault(m => m.Name == gate.Metric && m.Slice == gate.Slice);
}
