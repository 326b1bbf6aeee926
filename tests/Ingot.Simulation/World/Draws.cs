using Ingot.Core.Statistics;

namespace Ingot.Simulation.World;

/// <summary>Random numbers that are the same on every platform.</summary>
/// <param name="seed">The seed.</param>
/// <param name="stream">Which of the seed's sequences: parts of a year that have one of their own do not change when another part draws more.</param>
internal sealed class Draws(int seed, int stream)
{
    private readonly SplitMix64 _bits = new(new SplitMix64(((ulong)(uint)seed << 32) | (uint)stream).Next());

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => _bits.Below(bound);

    /// <summary>A number from 0 to below 1.</summary>
    public double Uniform() => (_bits.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An exponential time with the mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Uniform());

    /// <summary>A standard normal value (G. E. P. Box, M. E. Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(2 * Exponential()) * Math.Cos(2 * Math.PI * Uniform());
}
