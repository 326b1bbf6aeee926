namespace Ingot.Core.Monitoring;

/// <summary>A number of a window, as metrics systems have it: exported by files and servers alike.</summary>
/// <param name="Name">The metric's name, such as <c>ingot_monitor</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Labels">Its labels; those without a value are absent.</param>
public sealed record MonitorGauge(string Name, double Value, IReadOnlyList<(string Name, string Value)> Labels);
