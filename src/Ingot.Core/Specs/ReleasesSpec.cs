namespace Ingot.Core.Specs;

/// <summary>The released packages that gates name by <see cref="GateSpec.Against"/>, as restore found them.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Named">Those that are named by their version.</param>
/// <param name="BestOf">Those among which the best one is looked for, the oldest first; empty: none was released yet, or no gate asks for the best.</param>
public sealed record ReleasesSpec(string Package, IReadOnlyList<BaselineSpec> Named, IReadOnlyList<BaselineSpec> BestOf);
