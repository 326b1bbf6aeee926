namespace Ingot.Core.Estimation;

/// <summary>Where a number lies among the blocks of an <see cref="IsotonicRegression"/>.</summary>
/// <param name="Lower">The block at or below it.</param>
/// <param name="Upper">The block at or above it; the same one inside of a block, and beyond the first and the last.</param>
/// <param name="Share">How far it is from the lower block to the upper one, 0 to 1.</param>
public readonly record struct IsotonicPlace(int Lower, int Upper, double Share);
