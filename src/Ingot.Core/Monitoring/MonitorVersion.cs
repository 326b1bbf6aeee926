namespace Ingot.Core.Monitoring;

/// <summary>A version that answered in a window.</summary>
/// <param name="Version">The version; empty where nobody says which.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="First">When the first of them was predicted.</param>
/// <param name="Last">When the last of them was predicted.</param>
public sealed record MonitorVersion(string Version, long Rows, DateTimeOffset First, DateTimeOffset Last);
