namespace Ingot.Benchmarks.Soak;

/// <summary>How long and how hard a server is used.</summary>
/// <param name="Duration">How long, once it is warm.</param>
/// <param name="Clients">Clients, each of which asks again as soon as it is answered.</param>
/// <param name="Swaps">How often the channel gets another version.</param>
/// <param name="DiskMegabytes">The size of the log's disk.</param>
/// <param name="DiskFailures">How often the disk is full for a while.</param>
internal sealed record SoakPlan(TimeSpan Duration, int Clients, int Swaps, int DiskMegabytes, int DiskFailures);
