namespace Ingot.Benchmarks.Reliability;

/// <summary>What is tried, and how often.</summary>
/// <param name="Trials">The trials' names; none: all.</param>
/// <param name="Kills">How many kills in all, spread over the trials.</param>
/// <param name="Fills">How often the disk is too small, in each trial.</param>
/// <param name="Files">How many files are damaged at random, of each kind of hostile:.</param>
/// <param name="Minutes">Ends earlier after so long; 0: not.</param>
/// <param name="Seed">The same seed gives the same points.</param>
/// <param name="Folder">Where; what violated a law is kept below it.</param>
internal sealed record ReliabilityPlan(IReadOnlyList<string> Trials, int Kills, int Fills, int Files, double Minutes, int Seed, string Folder);
