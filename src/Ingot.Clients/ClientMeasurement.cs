namespace Ingot.Clients;

/// <summary>What a client cost on this machine.</summary>
/// <param name="LoadSeconds">From the assembly's file to a model that is ready to predict.</param>
/// <param name="MemoryBytes">How much more memory the process held at its peak than before.</param>
/// <param name="LatencySeconds">One prediction of one row: the median.</param>
/// <param name="Rows">Number of golden rows that were compared.</param>
public sealed record ClientMeasurement(double LoadSeconds, long MemoryBytes, double LatencySeconds, int Rows);
