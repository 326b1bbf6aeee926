using Ingot.Core.Gates;

namespace Ingot.Serving.Pages;

/// <summary>What was measured of a version when it was promoted.</summary>
/// <param name="Version">The version.</param>
/// <param name="Value">The metric's value.</param>
/// <param name="Low">Lower end of its 95 % interval; null when it is not known.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Outcome">The worst that a gate on the metric said.</param>
/// <param name="Gate">A gate that measured it: it gives the unit.</param>
public sealed record MetricPoint(string Version, double Value, double? Low, double? High, GateOutcome Outcome, string Gate);
