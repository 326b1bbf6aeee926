namespace Ingot.Onnx.Features;

/// <summary>Terms that the model knows.</summary>
/// <param name="OfCharacters">Whether the tokens are characters rather than words.</param>
/// <param name="IsSublinear">Whether 1 + ln(count) counts instead of the count.</param>
/// <param name="Tokens">For each token as the graph's tokeniser gives it the number of the token that it means.</param>
/// <param name="Terms">Sequences of such numbers, the shorter ones first: each is a feature.</param>
/// <param name="Spellings">How each of these is written.</param>
/// <param name="Weights">What its count is multiplied by.</param>
internal sealed record VocabularyBlock(
    bool OfCharacters, bool IsSublinear, IReadOnlyDictionary<string, long> Tokens, IReadOnlyList<long[]> Terms, IReadOnlyList<string> Spellings, float[] Weights)
    : TextBlock(OfCharacters, IsSublinear, Terms.Count == 0 ? (0, 0) : (Terms[0].Length, Terms[^1].Length), Weights)
{
    public override IEnumerable<string> Names => OfCharacters ? Spellings.Select(s => $"'{s}'") : Spellings;

    /// <summary>The terms of one token each, the most frequent ones first.</summary>
    public IEnumerable<string> Singles => Terms.Zip(Spellings).Where(t => t.First.Length == 1).Select(t => t.Second);
}
