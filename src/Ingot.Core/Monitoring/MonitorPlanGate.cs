using Ingot.Core.Specs;

namespace Ingot.Core.Monitoring;

/// <summary>A monitor gate of a <see cref="MonitorPlan"/>. Values are kept as the project writes them; what it does not say is null.</summary>
/// <param name="Name">A name of <see cref="MonitorCatalog"/>.</param>
/// <param name="Column">The feature.</param>
/// <param name="Slice">The slice: a column and a value.</param>
/// <param name="Measure">What drift is measured by.</param>
/// <param name="Min">Least value allowed.</param>
/// <param name="Max">Greatest value allowed.</param>
/// <param name="MaxRegression">Most that it may be worse than on the reference.</param>
/// <param name="Policy">What must be proven.</param>
public sealed record MonitorPlanGate(
    string Name, string? Column, string? Slice, string? Measure, string? Min, string? Max, string? MaxRegression, GatePolicy Policy)
{
    /// <summary>The gate of a project.</summary>
    /// <param name="gate">The gate.</param>
    public static MonitorPlanGate Of(MonitorGateSpec gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return new(gate.Name, gate.Column, gate.Slice, gate.Measure, gate.Min, gate.Max, gate.MaxRegression, gate.Policy);
    }

    /// <summary>What the item's metadata are, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata() => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [nameof(Column)] = Column,
        [nameof(Slice)] = Slice,
        [nameof(Measure)] = Measure,
        [nameof(Min)] = Min,
        [nameof(Max)] = Max,
        [nameof(MaxRegression)] = MaxRegression,
        [nameof(Policy)] = Policy.ToString(),
    }.Where(m => !string.IsNullOrEmpty(m.Value)).ToDictionary(m => m.Key, m => m.Value!, StringComparer.Ordinal);
}
