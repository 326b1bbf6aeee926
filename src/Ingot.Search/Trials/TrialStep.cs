namespace Ingot.Search.Trials;

/// <summary>What a trial was worth with some of its iterations.</summary>
/// <param name="Iterations">How many it was given.</param>
/// <param name="Loss">What it was worth: the lower the better. NaN: it failed.</param>
public readonly record struct TrialStep(int Iterations, double Loss);
