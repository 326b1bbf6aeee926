namespace Ingot.Core.Gates;

/// <summary>What is known of one release that a gate compares with.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Release">What it is worth on today's reference rows; without metrics when <paramref name="LeftOut"/> says why.</param>
/// <param name="Paired">Its predictions of the same rows beside today's; null: none.</param>
/// <param name="LeftOut">Why it cannot be compared with; null: it can.</param>
public sealed record ReleaseEvidence(string Version, ReleasedBaseline Release, PairedPredictions? Paired, string? LeftOut);
