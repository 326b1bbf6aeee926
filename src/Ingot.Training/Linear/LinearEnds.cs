namespace Ingot.Training.Linear;

/// <summary>When a search for weights ends.</summary>
/// <param name="Iterations">At the latest after as many steps.</param>
/// <param name="Tolerance">When what is left to gain is by that factor less than at the beginning.</param>
internal sealed record LinearEnds(int Iterations, double Tolerance);
