using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Retrain;

/// <summary>How two models are asked and compared.</summary>
/// <param name="Location">The place of diagnostics.</param>
/// <param name="ClassificationThreshold">Probability from which the positive class is predicted (binary).</param>
/// <param name="Seed">Of the bootstrap.</param>
/// <param name="Threads">Threads that score; 0: one per processor.</param>
/// <param name="Cancellation">Stops it.</param>
internal sealed record ModelPairOptions(SourceLocation Location, double ClassificationThreshold, int Seed, int Threads, CancellationToken Cancellation);
