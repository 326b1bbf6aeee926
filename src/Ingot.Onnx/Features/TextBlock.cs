namespace Ingot.Onnx.Features;

/// <summary>Terms of one kind, words or characters, with all that was fitted on the training rows.</summary>
/// <param name="OfCharacters">Whether the tokens are characters rather than words.</param>
/// <param name="IsSublinear">Whether 1 + ln(count) counts instead of the count.</param>
/// <param name="Tokens">For each token as the graph's tokeniser gives it the number of the token that it means.</param>
/// <param name="Terms">Sequences of such numbers, the shorter ones first: each is a feature.</param>
/// <param name="Names">What people call each of these.</param>
/// <param name="Weights">What its count is multiplied by.</param>
internal sealed record TextBlock(
    bool OfCharacters, bool IsSublinear, IReadOnlyDictionary<string, long> Tokens, IReadOnlyList<long[]> Terms, IReadOnlyList<string> Names, float[] Weights);
