using System.Numerics;

namespace Ingot.Onnx.Features;

/// <summary>
/// Tells of most keys that they are rare without remembering them: those of which all that fall into the same place together are too few (J. S. Park, M.-S. Chen,
/// P. S. Yu, "An effective hash-based algorithm for mining association rules", SIGMOD 1995).
/// </summary>
internal sealed class FrequencySketch
{
    private const int FewestBits = 10;
    private const int MostBits = 24;
    private const ulong Mix = 0x9E3779B97F4A7C15;

    private readonly byte[] _counts;
    private readonly int _shift;
    private readonly int _least;

    /// <summary>Begins to count.</summary>
    /// <param name="keys">How many there will be, about.</param>
    /// <param name="least">How often a key must come not to be rare.</param>
    public FrequencySketch(long keys, int least)
    {
        var bits = Math.Clamp(BitOperations.Log2((ulong)Math.Max(1, keys)), FewestBits, MostBits);
        (_counts, _shift, _least) = (new byte[1 << bits], 64 - bits, Math.Min(least, byte.MaxValue));
    }

    /// <summary>Counts a key.</summary>
    public void Add(long key)
    {
        ref var count = ref _counts[Place(key)];
        count += count == byte.MaxValue ? (byte)0 : (byte)1;
    }

    /// <summary>Whether a key may have come often enough. It never says no of one that has.</summary>
    public bool MayBe(long key) => _counts[Place(key)] >= _least;

    private int Place(long key) => (int)(unchecked((ulong)key * Mix) >> _shift);
}
