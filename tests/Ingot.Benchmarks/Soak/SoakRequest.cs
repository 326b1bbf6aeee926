namespace Ingot.Benchmarks.Soak;

/// <summary>A right request.</summary>
/// <param name="Body">Its body, for <c>infer</c>.</param>
/// <param name="First">The reference row that it begins with.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record SoakRequest(string Body, int First, int Rows);
