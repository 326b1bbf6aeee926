namespace Ingot.Reports.Monitor;

/// <summary>A line that values should not cross.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Source">Where it is from, such as the gate.</param>
internal sealed record MonitorLimit(double Value, string Source);
