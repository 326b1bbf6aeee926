namespace Ingot.Core.Statistics;

/// <summary>
/// A number that says of a division into clusters how good it is, with the pseudo-value of each point: the number itself plus what the point adds to it (the infinitesimal jackknife: L. A.
/// Jaeckel, 1972; B. Efron, "The jackknife, the bootstrap and other resampling plans", SIAM 1982, chapter 6). Their weighted mean is the number, and the standard error of that mean its own;
/// of two divisions of the same points the differences of the pseudo-values compare the two in pairs.
/// </summary>
/// <param name="Value">The number; NaN where the points do not define it.</param>
/// <param name="PseudoValues">One a point; NaN where <paramref name="Value"/> is.</param>
public sealed record ClusterIndex(double Value, double[] PseudoValues)
{
    /// <summary>What is not defined.</summary>
    internal static ClusterIndex Undefined(int points) => new(double.NaN, [.. Enumerable.Repeat(double.NaN, points)]);
}
