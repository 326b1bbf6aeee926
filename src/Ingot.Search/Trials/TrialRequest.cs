namespace Ingot.Search.Trials;

/// <summary>What is to be measured.</summary>
/// <param name="Trial">The trial, as far as it is known.</param>
/// <param name="Iterations">How many iterations it gets; null: as many as it says itself.</param>
public sealed record TrialRequest(Trial Trial, int? Iterations);
