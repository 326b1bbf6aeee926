using System.Globalization;

namespace Ingot.Onnx.Features;

/// <summary>Buckets into which the hashes of terms fall. Half of the terms count negatively, so that those of one bucket cancel each other out on average.</summary>
/// <param name="OfCharacters">Whether the tokens are characters rather than words.</param>
/// <param name="IsSublinear">Whether 1 + ln(count) counts instead of the count.</param>
/// <param name="Lengths">How many tokens a term has at least and at most.</param>
/// <param name="Weights">For each bucket what its count is multiplied by; 0 where too few training rows have it.</param>
internal sealed record HashedBlock(bool OfCharacters, bool IsSublinear, (int Least, int Most) Lengths, float[] Weights)
    : TextBlock(OfCharacters, IsSublinear, Lengths, Weights)
{
    public override IEnumerable<string> Names =>
        Enumerable.Range(0, Weights.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(OfCharacters ? "characters" : "words")} of bucket {i}"));
}
