using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Monitoring;

/// <summary>
/// Decides the monitor gates of a model on one window. All are decided, whatever the first one says. What cannot be known yet is neither passed nor
/// failed; what is beyond a threshold by chance, perhaps, is said and does not fail, unless the gate's policy asks for proof of the contrary.
/// </summary>
public sealed class MonitorGateEvaluator
{
    private readonly ModelTask _task;
    private readonly IReadOnlyList<MonitorMeasurement> _measured;
    private readonly IDiagnosticSink _sink;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    private MonitorGateEvaluator(ModelTask task, IReadOnlyList<MonitorMeasurement> measured, IDiagnosticSink sink)
    {
        _task = task;
        _measured = measured;
        _sink = sink;
    }

    /// <summary>Decides all gates.</summary>
    /// <param name="gates">The gates, in the order of the project.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="measured">What was measured in the window.</param>
    /// <param name="sink">Takes a diagnostic for every verdict that is not <see cref="GateOutcome.Passed"/>.</param>
    /// <returns>One verdict for each threshold of each gate; one for a gate that cannot be decided at all.</returns>
    public static IReadOnlyList<Verdict> Evaluate(
        IReadOnlyList<MonitorGateSpec> gates, ModelTask task, IReadOnlyList<MonitorMeasurement> measured, IDiagnosticSink sink) =>
        [.. gates.SelectMany(new MonitorGateEvaluator(task, measured, sink).Decide)];

    /// <summary>The rule that a passed verdict could have broken.</summary>
    /// <param name="verdict">The verdict.</param>
    public static DiagnosticDescriptor RuleOf(Verdict verdict) => verdict.Regression is not null ? MonitorDiagnostics.Regression
        : verdict.Method is not null ? MonitorDiagnostics.Drifted : MonitorDiagnostics.ValueThreshold;

    private IEnumerable<Verdict> Decide(MonitorGateSpec gate)
    {
        if (MonitorCatalog.Find(gate.Name, _task) is not { } quantity)
        {
            return [Broken(gate, MonitorDiagnostics.UnknownQuantity,
                $"Nothing is called '{gate.Name}' in the monitoring of a {_task}; expected one of {string.Join(", ", MonitorCatalog.Names(_task))}. Correct the gate.")];
        }

        if (gate.Min is null && gate.Max is null && gate.MaxRegression is null && !quantity.HasOwnThreshold)
        {
            return [Broken(gate, MonitorDiagnostics.InvalidThreshold,
                $"The monitor gate on {gate.Name} has no threshold and would always pass. Add Min, Max{(quantity.HasReference ? " or MaxRegression" : string.Empty)}.")];
        }

        if (WhyNot(gate, quantity) is { } wrong)
        {
            return [Broken(gate, MonitorDiagnostics.UnknownQuantity, $"{wrong}")];
        }

        var found = _measured
            .Where(m => m.Name == gate.Name && m.Slice == gate.Slice && (gate.Column is null || m.Column == gate.Column) && (gate.Measure is null || string.Equals(m.Measure, gate.Measure, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        return found.Count == 0 ? [NotMeasured(gate, quantity)] : Thresholds(gate).Select(t => Decide(gate, quantity, t, found));
    }

    private static string? WhyNot(MonitorGateSpec gate, MonitorQuantity quantity) =>
        gate.Column is not null && quantity.Scope != MonitorScope.Column ? $"{gate.Name} is not of a column. Remove Column from the gate."
        : gate.Slice is not null && quantity.Scope != MonitorScope.Rows ? $"{gate.Name} is not of a slice. Remove Slice from the gate."
        : gate.Measure is not null && !quantity.HasOwnThreshold ? $"{gate.Name} is no drift. Remove Measure from the gate."
        : RankingMetrics.Names.Any(n => gate.Name == n || gate.Name == MonitorCatalog.Estimated + n) ? $"{gate.Name} cannot be measured in production: it is of queries, and neither a request nor a label says which query a row was of. Remove the gate; gate {MonitorCatalog.PredictionDrift}, and measure newer queries as reference data."
        : gate.MaxRegression is not null && !quantity.HasReference ? $"{gate.Name} has no value on the reference with which MaxRegression could compare. Use Min or Max."
        : null;

    // The threshold of its own, where the gate has none.
    private static List<(string? Kind, string? Text)> Thresholds(MonitorGateSpec gate)
    {
        (string? Kind, string? Text)[] all = [("Min", gate.Min), ("Max", gate.Max), ("MaxRegression", gate.MaxRegression)];
        var given = all.Where(t => t.Text is not null).ToList();
        return given.Count > 0 ? given : [(null, null)];
    }

    private Verdict NotMeasured(MonitorGateSpec gate, MonitorQuantity quantity)
    {
        var others = _measured.Where(m => m.Name == gate.Name).ToList();
        var taken = others.Where(m => gate.Column is null || m.Column == gate.Column).ToList();
        if (gate.Measure is not null && taken.Count > 0)
        {
            return Broken(gate, MonitorDiagnostics.UnknownQuantity,
                $"{gate.Title} was not measured: there is no such measure, or it does not fit; measured by {string.Join(", ", taken.Select(m => m.Measure).OfType<string>().Distinct())}. Correct Measure, or remove it.");
        }

        var known = (quantity.Scope == MonitorScope.Column ? others.Select(m => m.Column) : others.Select(m => m.Slice)).OfType<string>().Distinct().Take(20).ToList();
        return Broken(gate, MonitorDiagnostics.UnknownQuantity,
            $"{gate.Title}{(gate.Slice is null ? string.Empty : $" on the slice '{gate.Slice}'")} was not measured in this window; it was measured of {(known.Count > 0 ? string.Join(", ", known) : "nothing")}. Correct the gate, or what is logged.");
    }

    private Verdict Decide(MonitorGateSpec gate, MonitorQuantity quantity, (string? Kind, string? Text) threshold, List<MonitorMeasurement> found)
    {
        if (threshold.Text is { } text && !MonitorThreshold.IsReadable(threshold.Kind!, text, quantity))
        {
            return Broken(gate, MonitorDiagnostics.InvalidThreshold,
                $"{threshold.Kind}=\"{text}\" of the monitor gate on {gate.Name} cannot be read; expected {Quantity.Expected(quantity.Unit)}{(quantity.IsShare || threshold.Kind == "MaxRegression" ? ", or a percentage such as 5%" : string.Empty)}.");
        }

        if (threshold.Text is { } written && MonitorThreshold.WhyNot(threshold.Kind!, written, quantity) is { } why)
        {
            return Broken(gate, MonitorDiagnostics.InvalidThreshold,
                $"{threshold.Kind}=\"{written}\" of the monitor gate on {gate.Name} says nothing of production: {why}. Write the value that is meant, or remove {threshold.Kind}.");
        }

        // The worst one decides a gate on all columns: one that fails before one that may, before one that is not known yet.
        var decided = found.Select(m => new MonitorThreshold(gate, quantity, threshold.Kind, threshold.Text, m)).ToList();
        var worst = decided.OrderByDescending(d => d.Severity).ThenByDescending(d => d.Excess).First();
        var verdict = worst.ToVerdict(decided.Where(d => d.Severity == worst.Severity).OrderByDescending(d => d.Excess).ToList());
        if (worst.Diagnostic(verdict.Message) is not { } diagnostic)
        {
            return verdict;
        }

        // What is not known yet is not known to all thresholds of the gate, and said once.
        if (_said.Add(diagnostic.ToString()))
        {
            _sink.Report(diagnostic);
        }

        return verdict with { Code = diagnostic.Code };
    }

    private Verdict Broken(MonitorGateSpec gate, DiagnosticDescriptor descriptor, FormattableString message)
    {
        var diagnostic = descriptor.At(gate.Location, message);
        _sink.Report(diagnostic);
        return MonitorThreshold.Start(gate, gate.Title) with { Outcome = GateOutcome.Failed, Code = diagnostic.Code, Message = diagnostic.Message };
    }
}
