namespace Ingot.Monitoring.Windows;

/// <summary>A version that answered in a window.</summary>
/// <param name="Version">The version; empty where a table does not say which.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="First">When the first of them was predicted.</param>
/// <param name="Last">When the last of them was predicted.</param>
public sealed record WindowVersion(string Version, long Rows, DateTimeOffset First, DateTimeOffset Last);
