using Ingot.Core.Specs;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Features;

/// <summary>
/// Writes the nodes that hash terms (K. Weinberger and others, "Feature hashing for large scale multitask learning", ICML 2009), by ONNX Runtime's
/// MurmurHash3 (32 bits, seed 0). A token's hash is that of its UTF-8 bytes; a longer term's that of eight bytes: the hash of its last token, and before it
/// that of the tokens in front. No token, an empty string, has the hash 0.
/// </summary>
internal static class HashedTerms
{
    private const long Halves = 1L << 32;

    /// <summary>For each term of a text its bucket, and what it adds to that: 1, -1, or 0 where there is no term; [N + 1, M] of integers both.</summary>
    public static (string Buckets, string Signs) Append(OnnxGraph graph, string tokens, (int Least, int Most) lengths, int buckets)
    {
        var (all, signs) = (new List<string>(), new List<string>());
        var single = Hash(graph, tokens);
        var isThere = graph.Node("Abs", [graph.Node("Sign", [single])]);
        var hash = single;
        for (var length = 1; length <= lengths.Most; length++)
        {
            if (length > 1)
            {
                var last = graph.Node("Mod", [From(graph, single, length - 1), graph.Longs([Halves], 1)]);
                hash = Hash(graph, graph.Node("Add", [graph.Node("Mul", [TextGraph.AllButLast(graph, hash, axis: 1), graph.Longs([Halves], 1)]), last]));
            }

            if (length >= lengths.Least)
            {
                all.Add(graph.Node("Mod", [graph.Node("Abs", [hash]), graph.Longs([buckets], 1)]));
                signs.Add(graph.Node("Mul", [graph.Node("Sign", [hash]), From(graph, isThere, length - 1)]));
            }
        }

        return (Concat(graph, all), Concat(graph, signs));
    }

    /// <summary>A number of 64 bits for each token, equal ones for equal tokens: two hashes of different seeds.</summary>
    public static string Keys(OnnxGraph graph, string tokens) => graph.Node("Add", [
        graph.Node("Mul", [Hash(graph, tokens), graph.Longs([Halves], 1)]), graph.Node("Mod", [Hash(graph, tokens, seed: 1), graph.Longs([Halves], 1)])]);

    /// <summary>The features of a text, [N, buckets of all blocks]. All but the last node works on terms, of which a text has few, rather than on buckets.</summary>
    public static string Features(OnnxGraph graph, string input, TextStep step, ElementType type)
    {
        var (buckets, values, offset) = (new List<string>(), new List<string>(), 0);
        foreach (var block in step.Blocks.Cast<HashedBlock>())
        {
            var (found, signs) = Append(graph, TextGraph.Tokens(graph, input, block.OfCharacters), block.Lengths, block.Weights.Length);
            (found, signs) = (TextGraph.AllButLast(graph, found), graph.Cast(TextGraph.AllButLast(graph, signs), ElementType.Float));
            values.Add(Values(graph, found, signs, block, step));
            buckets.Add(offset == 0 ? found : graph.Node("Add", [found, graph.Longs([offset], 1)]));
            offset += block.Weights.Length;
        }

        var all = Concat(graph, buckets);
        var value = Concat(graph, values);
        return graph.Node("ScatterElements", [Zeros(graph, all, offset, type), all, type == ElementType.Float ? value : graph.Cast(value, type)], ("axis", 1L));
    }

    /// <summary>For each term the value of its bucket.</summary>
    private static string Values(OnnxGraph graph, string buckets, string signs, HashedBlock block, TextStep step)
    {
        var zeros = Zeros(graph, buckets, block.Weights.Length, ElementType.Float);
        var count = graph.Node("GatherElements", [graph.Node("ScatterElements", [zeros, buckets, signs], ("axis", 1L), ("reduction", "add")), buckets], ("axis", 1L));
        var value = step.Weighting == TermWeighting.Binary ? graph.Node("Sign", [count])
            : block.IsSublinear ? graph.Node("Mul", [Sublinear(graph, count), graph.Node("Sign", [count])]) : count;
        value = graph.Node("Mul", [value, graph.Node("Gather", [graph.Floats(block.Weights, block.Weights.Length), buckets])]);
        if (step.Length == 0)
        {
            return value;
        }

        // The terms of a bucket together are its square: their signs add up to its count. They are added one after the other, so that it does not matter how many
        // places the longest text of a batch has; and what is no term adds 0.
        var share = graph.Node("Div", [graph.Node("Mul", [value, value]), graph.Node("Where", [graph.Cast(count, ElementType.Bool), count, graph.Floats([1], 1)])]);
        var first = graph.Node("Mul", [buckets, graph.Longs([0], 1)]);
        var square = graph.Node("ScatterElements", [Zeros(graph, buckets, 1, ElementType.Float), first, graph.Node("Mul", [share, signs])], ("axis", 1L), ("reduction", "add"));
        return graph.Node("Mul", [value, TextGraph.Factor(graph, graph.Node("Sqrt", [graph.Node("Max", [square, graph.Floats([0], 1)])]), step.Length)]);
    }

    /// <summary>In double: a logarithm of float32 could hang, in its last bit, on the place that the term has in its batch.</summary>
    private static string Sublinear(OnnxGraph graph, string count) =>
        graph.Cast(TextGraph.Sublinear(graph, graph.Cast(graph.Node("Abs", [count]), ElementType.Double), ElementType.Double), ElementType.Float);

    /// <summary>Zeros of as many rows as a value has.</summary>
    private static string Zeros(OnnxGraph graph, string like, int width, ElementType type)
    {
        var rows = graph.Node("Slice", [graph.Node("Shape", [like]), graph.Longs([0], 1), graph.Longs([1], 1)]);
        var shape = graph.Node("Concat", [rows, graph.Longs([width], 1)], ("axis", 0L));
        return type == ElementType.Double ? graph.Node("ConstantOfShape", [shape], ("value", OnnxGraph.DoubleTensor([0]))) : graph.Node("ConstantOfShape", [shape]);
    }

    private static string Hash(OnnxGraph graph, string value, long seed = 0) =>
        graph.Cast(graph.Microsoft("MurmurHash3", ElementType.Int32, [value], ("positive", 0L), ("seed", seed)), ElementType.Int64);

    private static string From(OnnxGraph graph, string value, int first) =>
        first == 0 ? value : graph.Node("Slice", [value, graph.Longs([first], 1), graph.Longs([long.MaxValue], 1), graph.Longs([1], 1)]);

    private static string Concat(OnnxGraph graph, List<string> parts) => parts.Count == 1 ? parts[0] : graph.Node("Concat", [.. parts], ("axis", 1L));
}
