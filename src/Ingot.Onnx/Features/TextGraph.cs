using Ingot.Core.Specs;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Features;

/// <summary>Writes the nodes that make terms of free text. What fitting counts are the tokens of the same nodes.</summary>
internal static class TextGraph
{
    // Letters, their marks, digits and the underscore, of all scripts (RE2's syntax).
    private const string Word = @"[\pL\pM\pN_]+";

    // Known to no column: whatever the text, it is none of it.
    private static readonly string[] NoText = ["\u0000"];
    private static readonly float[] Zero = [0];
    private static readonly long[] FeatureAxis = [1];

    /// <summary>The tokens of a text, [N + 1, longest]: an empty string is none. The last row is no text's.</summary>
    public static string Tokens(OnnxGraph graph, string input, bool ofCharacters)
    {
        var flat = graph.Node("Reshape", [input, graph.Longs([-1], 1)]);

        // The operators refuse a batch without rows; with one more there is none.
        var some = graph.Node("Concat", [flat, graph.Strings(["a"], 1)], ("axis", 0L));
        var small = graph.Node(
            "StringNormalizer", [some], ("case_change_action", "LOWER"), ("is_case_sensitive", 1L), ("locale", "C"));
        return graph.Microsoft(
            "Tokenizer", ElementType.String, [small], ("mark", 0L), ("mincharnum", 1L), ("pad_value", string.Empty), ofCharacters ? ("separators", new[] { string.Empty }) : ("tokenexp", Word));
    }

    /// <summary>The features of a text, [N, terms]; of doubles only where they are hashed and asked for.</summary>
    public static string Append(OnnxGraph graph, string input, TextStep step, ElementType type)
    {
        if (step.IsHashed)
        {
            return HashedTerms.Features(graph, input, step, type);
        }

        if (step.Blocks.Count == 0)
        {
            // Nothing is known of the texts: the same for each, as wide as the input.
            return graph.Learning("LabelEncoder", [input], ("keys_strings", NoText), ("values_floats", Zero), ("default_float", 0f));
        }

        var blocks = step.Blocks.Select(b => Block(graph, input, step, (VocabularyBlock)b)).ToArray();
        return blocks.Length == 1 ? blocks[0] : graph.Node("Concat", blocks, ("axis", 1L));
    }

    /// <summary>A value without the last of an axis.</summary>
    public static string AllButLast(OnnxGraph graph, string value, long axis = 0) =>
        graph.Node("Slice", [value, graph.Longs([0], 1), graph.Longs([-1], 1), .. axis == 0 ? Array.Empty<string>() : [graph.Longs([axis], 1)]]);

    /// <summary>1 + ln(count), and 0 of 0.</summary>
    public static string Sublinear(OnnxGraph graph, string counts, ElementType type = ElementType.Float)
    {
        var one = type == ElementType.Double ? graph.Doubles([1], 1) : graph.Floats([1], 1);
        return graph.Node("Add", [graph.Node("Log", [graph.Node("Max", [counts, one])]), graph.Node("Min", [counts, one])]);
    }

    /// <summary>What terms of a Euclidean length are multiplied by to have another one.</summary>
    public static string Factor(OnnxGraph graph, string length, double wanted) =>
        graph.Node("Div", [graph.Floats([(float)wanted], 1), graph.Node("Max", [length, graph.Floats([1e-20f], 1)])]);

    private static string Block(OnnxGraph graph, string input, TextStep step, VocabularyBlock block)
    {
        var counts = Counts(graph, Tokens(graph, input, block.OfCharacters), step, block);
        if (step.Length == 0)
        {
            return counts;
        }

        var length = graph.Node("Sqrt", [graph.Node("ReduceSumSquare", [counts], ("axes", FeatureAxis), ("keepdims", 1L))]);
        return graph.Node("Mul", [counts, Factor(graph, length, step.Length)]);
    }

    private static string Counts(OnnxGraph graph, string tokens, TextStep step, VocabularyBlock block)
    {
        var known = block.Tokens.OrderBy(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        var numbers = graph.Learning(
            "LabelEncoder", [tokens], ("keys_strings", known.Select(t => t.Key).ToArray()), ("values_int64s", known.Select(t => t.Value).ToArray()), ("default_int64", -1L));
        var isWeighed = !block.IsSublinear && step.Weighting == TermWeighting.TfIdf;
        var all = graph.Node("TfIdfVectorizer", [numbers], Attributes(block, step.Weighting == TermWeighting.Binary ? "IDF" : isWeighed ? "TFIDF" : "TF", isWeighed));
        var counts = AllButLast(graph, all);
        if (!block.IsSublinear || step.Weighting == TermWeighting.Binary)
        {
            return counts;
        }

        counts = Sublinear(graph, counts);
        return step.Weighting == TermWeighting.TfIdf ? graph.Node("Mul", [counts, graph.Floats(block.Weights, 1, block.Weights.Length)]) : counts;
    }

    private static (string Name, object Value)[] Attributes(VocabularyBlock block, string mode, bool isWeighed)
    {
        var (least, most) = block.Lengths;
        var starts = new long[most];
        for (var length = 1; length <= most; length++)
        {
            starts[length - 1] = block.Terms.Where(t => t.Length < length).Sum(t => (long)t.Length);
        }

        return
        [
            ("mode", mode),
            ("min_gram_length", (long)least),
            ("max_gram_length", (long)most),
            ("max_skip_count", 0L),
            ("ngram_counts", starts),
            ("ngram_indexes", Enumerable.Range(0, block.Terms.Count).Select(i => (long)i).ToArray()),
            ("pool_int64s", block.Terms.SelectMany(t => t).ToArray()),
            ("weights", isWeighed ? block.Weights : Enumerable.Repeat(1f, block.Terms.Count).ToArray()),
        ];
    }
}
