namespace Ingot.Core.Gates;

/// <summary>The releases that gates name by <c>Against</c>.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="ByVersion">What is known of each.</param>
/// <param name="BestOf">The versions among which the best one is looked for, the oldest first; empty: none was released yet, or no gate asks for the best.</param>
public sealed record ReleasesEvidence(string Package, IReadOnlyDictionary<string, ReleaseEvidence> ByVersion, IReadOnlyList<string> BestOf);
