namespace Ingot.Jobs;

/// <summary>How far a batch is.</summary>
/// <param name="Done">Units that have a result.</param>
/// <param name="Failed">How many of these ended with another exit code than 0.</param>
/// <param name="Running">Units that a machine works on.</param>
/// <param name="Waiting">Units that wait for a machine.</param>
/// <param name="Total">All units.</param>
/// <param name="Word">The scheduler's word for the first one that waits; empty: none does.</param>
public readonly record struct BatchProgress(int Done, int Failed, int Running, int Waiting, int Total, string Word);
