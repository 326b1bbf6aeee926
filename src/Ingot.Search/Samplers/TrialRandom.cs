using Ingot.Core.Statistics;

namespace Ingot.Search.Samplers;

/// <summary>The random numbers of one trial: they depend on nothing but the seed and its number, so nothing must be kept of earlier ones.</summary>
internal sealed class TrialRandom
{
    private readonly SplitMix64 _bits;

    /// <summary>A sequence.</summary>
    /// <param name="seed">Of the search.</param>
    /// <param name="number">Of the trial.</param>
    /// <param name="attempt">Of the attempts to find a point that was not tried, from 0.</param>
    public TrialRandom(int seed, int number, int attempt)
    {
        var mixed = new SplitMix64(((ulong)(uint)seed << 32) | (uint)number);
        _bits = new SplitMix64(mixed.Next() + (ulong)attempt);
    }

    /// <summary>A number from 0 on and below 1, with 53 random bits.</summary>
    public double Share() => (_bits.Next() >> 11) * (1.0 / (1UL << 53));
}
