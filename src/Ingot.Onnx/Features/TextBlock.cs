namespace Ingot.Onnx.Features;

/// <summary>Terms of one kind, words or characters, with all that was fitted on the training rows.</summary>
/// <param name="OfCharacters">Whether the tokens are characters rather than words.</param>
/// <param name="IsSublinear">Whether 1 + ln(count) counts instead of the count.</param>
/// <param name="Lengths">How many tokens a term has at least and at most.</param>
/// <param name="Weights">What the count of each feature is multiplied by.</param>
internal abstract record TextBlock(bool OfCharacters, bool IsSublinear, (int Least, int Most) Lengths, float[] Weights)
{
    /// <summary>What people call each feature.</summary>
    public abstract IEnumerable<string> Names { get; }
}
