using Ingot.Core.Metrics;
using Ingot.Core.Predictions;

namespace Ingot.Pipeline.Evaluate;

/// <summary>A released model on today's reference rows.</summary>
/// <param name="Predictions">What it says of them.</param>
/// <param name="Metrics">What that is worth.</param>
/// <param name="Packed">What it was worth when it was released; null when its package does not say.</param>
internal sealed record ScoredRelease(PredictionSet Predictions, MetricsReport Metrics, MetricsReport? Packed);
