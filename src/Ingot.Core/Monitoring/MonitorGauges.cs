using Ingot.Core.Drift;
using Ingot.Core.Gates;

namespace Ingot.Core.Monitoring;

/// <summary>What of a window is exported as metrics.</summary>
public static class MonitorGauges
{
    /// <summary>What was measured.</summary>
    public const string Value = "ingot_monitor";

    /// <summary>Lower end of its 95 % interval.</summary>
    public const string Low = "ingot_monitor_low";

    /// <summary>Upper end of its 95 % interval.</summary>
    public const string High = "ingot_monitor_high";

    /// <summary>The threshold that it has by itself.</summary>
    public const string Threshold = "ingot_monitor_threshold";

    /// <summary>1: a column drifted; 0: it did not, or it is not clear.</summary>
    public const string Drifted = "ingot_monitor_drifted";

    /// <summary>1: a gate passed; 0: it failed.</summary>
    public const string Gate = "ingot_monitor_gate";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Value, Low, High, Threshold, Drifted, Gate];

    /// <summary>The numbers of the window as a whole, by name; what is undefined or not known yet is left out, and so are gates that could not be decided.</summary>
    /// <param name="report">The window.</param>
    public static IReadOnlyList<MonitorGauge> Of(MonitorReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var measured = report.Measurements.Where(m => m.NotYet is null && double.IsFinite(m.Value)).DistinctBy(m => (m.Name, m.Column, m.Measure, m.Slice)).ToList();
        IEnumerable<MonitorGauge> Each(string name, Func<MonitorMeasurement, double> value) => measured.Where(m => double.IsFinite(value(m))).Select(m => Make(
            name, value(m), ("model", report.Model), ("metric", m.Name), ("column", m.Column), ("measure", m.Measure), ("slice", m.Slice)));
        var drifted = report.Drift.Where(f => f.Outcome != DriftOutcome.NotYet).DistinctBy(f => (f.Column, f.Measure)).Select(f => Make(
            Drifted, f.Outcome == DriftOutcome.Drifted ? 1 : 0, ("model", report.Model), ("column", f.Column), ("measure", f.Measure)));
        var gates = report.Verdicts.Where(v => v.Outcome is GateOutcome.Passed or GateOutcome.Failed).DistinctBy(v => (v.Gate, v.Slice)).Select(v => Make(
            Gate, v.Outcome == GateOutcome.Passed ? 1 : 0, ("model", report.Model), ("gate", v.Gate), ("slice", v.Slice)));
        return [.. Each(Value, m => m.Value), .. Each(Low, m => m.Low), .. Each(High, m => m.High), .. Each(Threshold, m => m.Threshold), .. drifted, .. gates];
    }

    private static MonitorGauge Make(string name, double value, params (string Name, string? Value)[] labels) =>
        new(name, value, [.. labels.Where(l => l.Value is not null).Select(l => (l.Name, l.Value!))]);
}
