using System.Globalization;
using Ingot.Onnx.Learned;

namespace Ingot.Training.LightGbm;

/// <summary>Reads LightGBM's text model (format v4, as LightGBM's gbdt_model_text.cpp and tree.cpp write it).</summary>
internal static class LightGbmModelReader
{
    private const int CategoricalMask = 1;
    private const int DefaultLeftMask = 2;

    private enum MissingType
    {
        None = 0,
        Zero = 1,
        NaN = 2,
    }

    public static IReadOnlyList<DecisionTree> Read(string text, int outputs)
    {
        var trees = new List<DecisionTree>();
        var isAverage = false;
        Dictionary<string, string>? fields = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("Tree=", StringComparison.Ordinal))
            {
                fields = new Dictionary<string, string>(StringComparer.Ordinal);
            }
            else if (fields is not null && line.Length == 0)
            {
                if (fields.Count > 0)
                {
                    trees.Add(Tree(fields, trees.Count % outputs));
                }

                fields = null;
            }
            else if (fields is null && line == "average_output")
            {
                isAverage = true;
            }
            else if (fields is not null && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                fields[line[..at]] = line[(at + 1)..];
            }
        }

        // A forest says the mean of its trees.
        var each = trees.Count / outputs;
        return isAverage ? [.. trees.Select(t => t with { Leaves = Array.ConvertAll(t.Leaves, l => l / each) })] : trees;
    }

    private static DecisionTree Tree(Dictionary<string, string> fields, int output)
    {
        var leaves = Numbers(fields["leaf_value"]);
        if (leaves.Length <= 1)
        {
            return new DecisionTree(output, [], leaves) { LeafCovers = [0] };
        }

        var features = Integers(fields["split_feature"]);
        var thresholds = Numbers(fields["threshold"]);
        var decisions = Integers(fields["decision_type"]);
        var left = Integers(fields["left_child"]);
        var right = Integers(fields["right_child"]);
        var boundaries = fields.TryGetValue("cat_boundaries", out var b) ? Integers(b) : [];
        var bits = fields.TryGetValue("cat_threshold", out var t) ? t.Split(' ').Select(v => uint.Parse(v, CultureInfo.InvariantCulture)).ToArray() : [];
        var gains = fields.TryGetValue("split_gain", out var g) ? Numbers(g) : new double[features.Length];
        var nodes = new TreeNode[features.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            if ((decisions[i] & CategoricalMask) != 0)
            {
                nodes[i] = new TreeNode(features[i], 0, Categories(boundaries, bits, (int)thresholds[i]), false, left[i], right[i]) { Gain = gains[i] };
                continue;
            }

            var missing = (MissingType)((decisions[i] >> 2) & 3);
            if (missing == MissingType.Zero)
            {
                // Ingot never asks for zero_as_missing: a zero is a value, and only NaN is missing.
                throw new LightGbmException("a split takes zero for missing (zero_as_missing), which Ingot does not support");
            }

            // Missing type none: LightGBM takes NaN for zero.
            var missingLeft = missing == MissingType.None ? thresholds[i] >= 0 : (decisions[i] & DefaultLeftMask) != 0;
            nodes[i] = new TreeNode(features[i], thresholds[i], null, missingLeft, left[i], right[i]) { Gain = gains[i] };
        }

        return new DecisionTree(output, nodes, leaves) { LeafCovers = fields.TryGetValue("leaf_count", out var counts) ? Numbers(counts) : null };
    }

    private static int[] Categories(int[] boundaries, uint[] bits, int index)
    {
        var categories = new List<int>();
        for (var word = boundaries[index]; word < boundaries[index + 1]; word++)
        {
            for (var bit = 0; bit < 32; bit++)
            {
                if ((bits[word] >> bit & 1) != 0)
                {
                    categories.Add(((word - boundaries[index]) * 32) + bit);
                }
            }
        }

        return [.. categories];
    }

    // "x <= inf" is how LightGBM tells values that are there from missing ones.
    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.Parse(v, CultureInfo.InvariantCulture),
        })];

    private static int[] Integers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => int.Parse(v, CultureInfo.InvariantCulture))];
}
