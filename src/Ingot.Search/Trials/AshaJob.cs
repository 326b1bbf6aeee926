namespace Ingot.Search.Trials;

/// <summary>What ASHA would do next.</summary>
/// <param name="Trial">The number of the trial that gets more iterations; null: a new one begins.</param>
/// <param name="Iterations">How many it gets.</param>
public readonly record struct AshaJob(int? Trial, int Iterations);
