using Ingot.Onnx.Continued;

namespace Ingot.Training.Continued;

/// <summary>What a model continues from: a part of <c>report.json</c>.</summary>
/// <param name="Releases">The releases that are in the file, the oldest first, with the trees of each; the last one is the one that the project names.</param>
/// <param name="Trees">Trees with a split that were learned on top of them.</param>
/// <param name="Before">The validation metric of the release alone, on the same rows.</param>
public sealed record ContinuedReport(IReadOnlyList<ReleasedPart> Releases, int Trees, double Before);
