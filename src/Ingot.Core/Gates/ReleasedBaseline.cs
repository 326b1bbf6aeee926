using Ingot.Core.Metrics;

namespace Ingot.Core.Gates;

/// <summary>The released model that change gates compare with, in place of the accepted result.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Metrics">What it is worth on today's reference rows, with its version; null when none was released yet.</param>
/// <param name="Packed">What it was worth when it was released, as its package says; null when that is not known.</param>
public sealed record ReleasedBaseline(string Package, MetricsReport? Metrics, MetricsReport? Packed = null);
