using System.Globalization;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>Reads what a <c>Column</c> item says about free text.</summary>
internal static class TextSpecReader
{
    private const int LongestWords = 3;
    private const int LongestCharacters = 6;
    private const int GreatestTerms = 100_000;
    private const int LeastBits = 8;
    private const int MostBits = 18;

    /// <summary>The metadata that only free text has.</summary>
    public static IReadOnlyList<string> Metadata { get; } = ["NGrams", "CharGrams", "Terms", "Buckets", "MaxTerms", "Weighting", "Sublinear", "Normalise"];

    /// <summary>What the item says; null when it says nothing of free text.</summary>
    /// <exception cref="IngotException">INGOT1001: the metadata cannot be used.</exception>
    public static TextSpec? Read(ProjectItem item)
    {
        if (!Metadata.Any(m => item.Get(m) is not null))
        {
            return null;
        }

        var text = new TextSpec
        {
            Terms = ModelSpecReader.Choice<TextTerms>(item.Get("Terms"), $"metadata Terms of column '{item.Include}'", item.Location) ?? TextTerms.Vocabulary,
            Buckets = Power(item, "Buckets"),
            NGrams = Range(item, "NGrams", LongestWords),
            CharGrams = Range(item, "CharGrams", LongestCharacters),
            MaxTerms = Whole(item, "MaxTerms", 1, GreatestTerms),
            MinRows = Whole(item, "MinRows", 2, int.MaxValue),
            Weighting = ModelSpecReader.Choice<TermWeighting>(item.Get("Weighting"), $"metadata Weighting of column '{item.Include}'", item.Location) ?? TermWeighting.TfIdf,
            Sublinear = item.Get("Sublinear") is { } sublinear ? ModelSpecReader.Flag(sublinear, $"metadata Sublinear of column '{item.Include}'", item.Location) : null,
            Normalise = ModelSpecReader.Flag(item.Get("Normalise"), $"metadata Normalise of column '{item.Include}'", item.Location, fallback: true),
        };
        return text switch
        {
            { NGrams: (0, _), CharGrams: (0, _) } => throw Wrong(item, $"Column '{item.Include}' has NGrams=\"None\" and CharGrams=\"None\", so that nothing is left of its texts. Remove one of the two."),
            { Terms: TextTerms.Hashed, MaxTerms: not null } => throw Wrong(item, $"Column '{item.Include}' has Terms=\"Hashed\", which has buckets and no terms, and MaxTerms. Remove MaxTerms, or say Buckets."),
            { Terms: TextTerms.Vocabulary, Buckets: not null } => throw Wrong(item, $"Column '{item.Include}' has Buckets, into which hashes fall, and no Terms=\"Hashed\". Add it, or remove Buckets."),
            _ => text,
        };
    }

    private static (int Least, int Most)? Range(ProjectItem item, string name, int longest)
    {
        if (item.Get(name) is not { } text)
        {
            return null;
        }

        if (text.Equals("None", StringComparison.OrdinalIgnoreCase))
        {
            return (0, 0);
        }

        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        return parts.Length is 1 or 2 && Parse(parts[0]) is { } least && Parse(parts[^1]) is { } most && least >= 1 && most >= least && most <= longest
            ? (least, most)
            : throw Wrong(item, $"Column '{item.Include}' has {name}=\"{text}\"; expected a length from 1 to {longest}, two of them such as 1-{longest}, or None.");
    }

    /// <summary>A whole number of metadata; null when it is not said.</summary>
    /// <exception cref="IngotException">INGOT1001: it is none, or beyond the limits.</exception>
    public static int? Whole(ProjectItem item, string name, int min, int max) => item.Get(name) is not { } text ? null
        : Parse(text) is { } value && value >= min && value <= max ? value
        : throw Wrong(item, $"Column '{item.Include}' has {name}=\"{text}\"; expected a whole number {(max == int.MaxValue ? $"of at least {min}" : $"from {min} to {max}")}.");

    /// <summary>A power of two, as a number or such as <c>2^15</c>.</summary>
    private static int? Power(ProjectItem item, string name) => item.Get(name) is not { } text ? null
        : (text.StartsWith("2^", StringComparison.Ordinal) ? Parse(text[2..]) is { } bits and <= MostBits ? 1 << bits : null : Parse(text)) is { } value
            && int.IsPow2(value) && value >= 1 << LeastBits && value <= 1 << MostBits ? value
        : throw Wrong(item, $"Column '{item.Include}' has {name}=\"{text}\"; expected a power of two from {1 << LeastBits} to {1 << MostBits}, such as 32768 or 2^15.");

    private static int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static IngotException Wrong(ProjectItem item, FormattableString message) =>
        new(PrepareDiagnostics.InvalidProject.At(item.Location, message));
}
