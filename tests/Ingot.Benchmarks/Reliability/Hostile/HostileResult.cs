namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>What came of one case.</summary>
/// <param name="What">What was wrong with the input, and the command.</param>
/// <param name="Refused">Whether the command failed; else it did not read what was damaged, or the damage is none to it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Bytes">The most memory that it and all that it started had at once.</param>
/// <param name="Faults">The laws that did not hold.</param>
/// <param name="Output">What it said.</param>
internal sealed record HostileResult(string What, bool Refused, double Seconds, long Bytes, IReadOnlyList<string> Faults, string Output);
