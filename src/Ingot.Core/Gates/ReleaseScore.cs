using Ingot.Core.Metrics;

namespace Ingot.Core.Gates;

/// <summary>A release on today's reference rows: an element of <c>releases.json</c>.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Metrics">What it is worth there; null: it was left out.</param>
/// <param name="Packed">What it was worth when it was released, as its package says; null when that is not known.</param>
/// <param name="LeftOut">Why it was left out; null: it was not.</param>
public sealed record ReleaseScore(string Version, MetricsReport? Metrics, MetricsReport? Packed, string? LeftOut);
