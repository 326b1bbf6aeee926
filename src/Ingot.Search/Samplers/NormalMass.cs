using MathNet.Numerics;

namespace Ingot.Search.Samplers;

/// <summary>The standard normal distribution between two ends.</summary>
internal static class NormalMass
{
    private const double Root2 = 1.4142135623730951;

    /// <summary>How much of it lies between them: of two ends on one side by the tail, since both are nearly 1 beyond it.</summary>
    public static double Between(double from, double to) => from > 0 ? Below(-from) - Below(-to) : Below(to) - Below(from);

    /// <summary>The place between them at a share of what lies there.</summary>
    public static double At(double from, double to, double share)
    {
        var place = from > 0
            ? -Quantile(Below(-from) - (share * (Below(-from) - Below(-to))))
            : Quantile(Below(from) + (share * (Below(to) - Below(from))));
        return Math.Clamp(place, from, to);
    }

    private static double Below(double z) => 0.5 * SpecialFunctions.Erfc(-z / Root2);

    private static double Quantile(double share) => -Root2 * SpecialFunctions.ErfcInv(2 * share);
}
