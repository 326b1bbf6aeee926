using Ingot.Core.Specs;

namespace Ingot.Onnx.Features;

/// <summary>What is done with a column of free text.</summary>
/// <param name="Blocks">Words, characters, or both; those without a term are left out.</param>
/// <param name="Weighting">What the count of a term becomes.</param>
/// <param name="Length">The Euclidean length of each block's terms of a text; 0: as they are.</param>
/// <param name="Words">The most frequent words, for examples; null: the model knows no words.</param>
internal sealed record TextStep(IReadOnlyList<TextBlock> Blocks, TermWeighting Weighting, double Length, IReadOnlyList<string>? Words)
{
    /// <summary>The name of the one feature of a column without terms, which is 0 in all rows.</summary>
    private const string NoTerm = "no term";

    /// <summary>Whether all of its features are buckets.</summary>
    public bool IsHashed => Blocks.Count > 0 && Blocks[0] is HashedBlock;

    /// <summary>Names of the features of a column.</summary>
    public IEnumerable<string> NamesOf(string column) => Blocks.Count == 0
        ? [$"{column}: {NoTerm}"]
        : Blocks.SelectMany(b => b.Names.Select(n => $"{column}: {n}"));
}
