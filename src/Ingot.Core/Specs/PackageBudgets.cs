namespace Ingot.Core.Specs;

/// <summary>What a packed client may cost.</summary>
/// <param name="LoadSeconds">Property <c>ModelMaxLoadTime</c>: until the model is ready, in seconds; null: any time.</param>
/// <param name="MemoryBytes">Property <c>ModelMaxMemory</c>: memory of the process, in bytes; null: any size.</param>
/// <param name="LatencySeconds">Property <c>ModelMaxLatency</c>: the median of one prediction, in seconds; null: any time.</param>
public sealed record PackageBudgets(double? LoadSeconds, double? MemoryBytes, double? LatencySeconds);
