namespace Ingot.Training.Clustering;

/// <summary>How long and how often k-means looks for clusters.</summary>
/// <param name="Inits">From how many beginnings; the best is kept.</param>
/// <param name="MaxIterations">How often the centres move at most.</param>
/// <param name="Tolerance">The sum of the squared moves of the centres, as a share of the mean variance of the features, at which it ends.</param>
/// <param name="Seed">Of the beginnings.</param>
/// <param name="Threads">How many threads may be used; the result does not depend on it.</param>
/// <param name="Cancellation">Stops it.</param>
internal sealed record KMeansSettings(int Inits, int MaxIterations, double Tolerance, int Seed, int Threads, CancellationToken Cancellation);
