namespace Ingot.Core.Specs;

/// <summary>What a project says about a column of free text; null: what suits trainer and data.</summary>
public sealed record TextSpec
{
    /// <summary>As many characters, on average, a text may have for its parts of words to be features when nothing is said.</summary>
    public const int ShortText = 300;

    /// <summary>Metadata <c>Terms</c>.</summary>
    public TextTerms Terms { get; init; }

    /// <summary>Metadata <c>Buckets</c>: into how many the hashes of sequences of words fall, and as many again those of characters; a power of two.</summary>
    public int? Buckets { get; init; }

    /// <summary>Metadata <c>NGrams</c>: lengths of sequences of words, such as <c>1-2</c>; 1 to 3. <c>None</c> is (0, 0).</summary>
    public (int Least, int Most)? NGrams { get; init; }

    /// <summary>Metadata <c>CharGrams</c>: lengths of sequences of characters, such as <c>1-3</c>; 1 to 6. <c>None</c> is (0, 0).</summary>
    public (int Least, int Most)? CharGrams { get; init; }

    /// <summary>Metadata <c>MaxTerms</c>: how many sequences of words, and how many of characters, at most; the ones that most rows have.</summary>
    public int? MaxTerms { get; init; }

    /// <summary>Metadata <c>MinRows</c>: how many training rows must have a term, or a bucket; at least 2.</summary>
    public int? MinRows { get; init; }

    /// <summary>Metadata <c>Weighting</c>.</summary>
    public TermWeighting Weighting { get; init; }

    /// <summary>Metadata <c>Sublinear</c>: whether 1 + ln(count) counts instead of the count; null: of characters, which any text has often.</summary>
    public bool? Sublinear { get; init; }

    /// <summary>Metadata <c>Normalise</c>: whether the terms of each text are divided by their Euclidean length.</summary>
    public bool Normalise { get; init; } = true;
}
