using static Ingot.Core.Specs.ModelSpecReader;

namespace Ingot.Core.Specs;

/// <summary>Reads a <c>MonitorGate</c> item.</summary>
internal static class MonitorGateReader
{
    private static readonly string[] Known = ["Column", "Slice", "Measure", "Min", "Max", "MaxRegression", "Policy"];

    /// <summary>Reads it.</summary>
    /// <param name="item">The item.</param>
    /// <exception cref="Diagnostics.IngotException">INGOT1001: metadata that are unknown or cannot be read.</exception>
    public static MonitorGateSpec Read(ProjectItem item)
    {
        CheckMetadata(item, Known);
        return new MonitorGateSpec(
            item.Include, item.Get("Column"), item.Get("Slice"), item.Get("Measure"), item.Get("Min"), item.Get("Max"), item.Get("MaxRegression"), item.Location)
        {
            Policy = Choice<GatePolicy>(item.Get("Policy"), $"metadata Policy of the monitor gate on {item.Include}", item.Location) ?? GatePolicy.Significant,
        };
    }
}
