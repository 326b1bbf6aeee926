using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>A law that production must keep: a <c>MonitorGate</c> item. Values are kept as they were written, units included.</summary>
/// <param name="Name">A name of <c>MonitorCatalog</c>.</param>
/// <param name="Column">The feature (metadata <c>Column</c>), or null: all of them, where it is of a feature.</param>
/// <param name="Slice">Name of the slice, or null for all rows.</param>
/// <param name="Measure">What drift is measured by (metadata <c>Measure</c>), or null: the default for the column.</param>
/// <param name="Min">Least value allowed, or null.</param>
/// <param name="Max">Greatest value allowed, or null; with <c>%</c>, <c>ms</c> and the like where it fits.</param>
/// <param name="MaxRegression">Most that it may be worse than on the reference: absolute, or with <c>%</c> relative to it; null for none.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record MonitorGateSpec(
    string Name, string? Column, string? Slice, string? Measure, string? Min, string? Max, string? MaxRegression, SourceLocation Location)
{
    /// <summary>
    /// Whether it must be proven that the law is broken, or that it is kept (metadata <c>Policy</c>). Default <see cref="GatePolicy.Significant"/>:
    /// a window has few rows, and chance alone must not raise an alarm.
    /// </summary>
    public GatePolicy Policy { get; init; }

    /// <summary>The gate as verdicts name it, without its threshold.</summary>
    public string Title => $"{Name}{(Column is null ? string.Empty : $" Column={Column}")}{(Measure is null ? string.Empty : $" Measure={Measure}")}";
}
