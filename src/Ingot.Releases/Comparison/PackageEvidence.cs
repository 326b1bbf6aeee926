using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Releases.Comparison;

/// <summary>What a model package says about itself: the part by which two versions are compared.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Schema">The model's inputs and classes.</param>
/// <param name="Metrics">What was measured before it was packed.</param>
public sealed record PackageEvidence(string Package, string Version, ModelSchema Schema, MetricsReport Metrics)
{
    /// <summary>What its gates said; empty where that is not known. They say which metrics matter most.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];
}
