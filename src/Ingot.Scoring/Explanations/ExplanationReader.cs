using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Ingot.Scoring.Explanations;

/// <summary>
/// Reads what explains an ONNX file's predictions: weights that its metadata has, or trees that say how many training rows came to their nodes
/// (<c>TreeEnsembleRegressor</c> of ai.onnx.ml with <c>nodes_hitrates</c>). A chain of equality tests with one and the same left subtree is one categorical node.
/// </summary>
internal sealed class ExplanationReader
{
    private readonly Dictionary<string, long[]> _longs = [];
    private readonly Dictionary<string, double[]> _doubles = [];
    private readonly List<string> _modes = [];

    private ExplanationReader()
    {
    }

    /// <summary>The name of the value that trees or weights take.</summary>
    public string Input { get; private set; } = string.Empty;

    /// <summary>How many reasons the file's project wants of each prediction.</summary>
    public int Reasons => Metadata.TryGetValue(ExplanationFacts.ReasonsKey, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var reasons) ? reasons : 0;

    /// <summary>The metadata of the file.</summary>
    private Dictionary<string, string> Metadata { get; } = [];

    /// <summary>What the file says besides its trees.</summary>
    public ExplanationFacts Facts { get; private set; } = new([], [], [], 1, 0);

    /// <summary>The trees; none where weights explain it.</summary>
    public IReadOnlyList<ExplainedTree> Trees { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    /// <returns>Null: it has no such trees or weights, or does not say what their inputs are.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ExplanationReader? Read(ReadOnlySpan<byte> onnx)
    {
        var reader = new ExplanationReader();
        reader.ReadModel(onnx);
        if (!reader.Metadata.TryGetValue(ExplanationFacts.Key, out var json))
        {
            return null;
        }

        reader.Facts = ExplanationFacts.Parse(json);
        if (reader.Facts.Linear is { } linear)
        {
            reader.Input = linear.Input;
            return reader;
        }

        if (reader.Input.Length == 0 || !reader._doubles.ContainsKey("nodes_hitrates"))
        {
            return null;
        }

        reader.Trees = reader.TreesOf(reader.Facts);
        return reader;
    }

    private void ReadModel(ReadOnlySpan<byte> onnx)
    {
        for (var model = new ProtoReader(onnx); model.Read();)
        {
            if (model.Field == 7)
            {
                for (var graph = new ProtoReader(model.Bytes); graph.Read();)
                {
                    if (graph.Field == 1)
                    {
                        ReadNode(graph.Bytes);
                    }
                }
            }
            else if (model.Field == 14)
            {
                var (key, value) = (string.Empty, string.Empty);
                for (var property = new ProtoReader(model.Bytes); property.Read();)
                {
                    (key, value) = property.Field == 1 ? (Text(property.Bytes), value) : (key, Text(property.Bytes));
                }

                Metadata[key] = value;
            }
        }
    }

    private void ReadNode(ReadOnlySpan<byte> bytes)
    {
        var (type, input) = (string.Empty, string.Empty);
        for (var node = new ProtoReader(bytes); node.Read();)
        {
            (type, input) = node.Field switch
            {
                1 when input.Length == 0 => (type, Text(node.Bytes)),
                4 => (Text(node.Bytes), input),
                _ => (type, input),
            };
        }

        // The first trees are those of the prediction; further ones are of the ends of its interval.
        if (type != "TreeEnsembleRegressor" || Input.Length > 0)
        {
            return;
        }

        Input = input;
        for (var node = new ProtoReader(bytes); node.Read();)
        {
            if (node.Field == 5)
            {
                ReadAttribute(node.Bytes);
            }
        }
    }

    private void ReadAttribute(ReadOnlySpan<byte> bytes)
    {
        var name = string.Empty;
        var (longs, floats) = (new List<long>(), new List<double>());
        for (var attribute = new ProtoReader(bytes); attribute.Read();)
        {
            switch (attribute.Field)
            {
                case 1:
                    name = Text(attribute.Bytes);
                    break;
                case 5:
                    floats.AddRange(Tensor(attribute.Bytes));
                    break;
                case 7 when attribute.IsBytes:
                    floats.AddRange(MemoryMarshal.Cast<byte, float>(attribute.Bytes).ToArray().Select(f => (double)f));
                    break;
                case 7:
                    floats.Add(attribute.Single);
                    break;
                case 8 when attribute.IsBytes:
                    for (var packed = attribute.Bytes; !packed.IsEmpty;)
                    {
                        longs.Add((long)ProtoReader.Varint(ref packed));
                    }

                    break;
                case 8:
                    longs.Add((long)attribute.Number);
                    break;
                case 9 when name == "nodes_modes":
                    _modes.Add(Text(attribute.Bytes));
                    break;
            }
        }

        if (longs.Count > 0)
        {
            _longs[name] = [.. longs];
        }

        if (floats.Count > 0)
        {
            _doubles[name] = [.. floats];
        }
    }

    private static double[] Tensor(ReadOnlySpan<byte> bytes)
    {
        for (var tensor = new ProtoReader(bytes); tensor.Read();)
        {
            if (tensor.Field == 9)
            {
                return tensor.Bytes.Length % sizeof(double) == 0 ? MemoryMarshal.Cast<byte, double>(tensor.Bytes).ToArray() : throw Damaged();
            }
        }

        return [];
    }

    private List<ExplainedTree> TreesOf(ExplanationFacts facts)
    {
        var count = _modes.Count;
        long[] Longs(string name) => _longs.TryGetValue(name, out var values) && values.Length == count ? values : throw Damaged();
        var (trees, ids, columns) = (Longs("nodes_treeids"), Longs("nodes_nodeids"), Longs("nodes_featureids"));
        var (yes, no, missing) = (Longs("nodes_truenodeids"), Longs("nodes_falsenodeids"), Longs("nodes_missing_value_tracks_true"));
        var (values, covers) = (_doubles["nodes_values_as_tensor"], _doubles["nodes_hitrates"]);
        if (values.Length != count || covers.Length != count || columns.Any(c => c < 0 || c >= facts.Inputs.Count))
        {
            throw Damaged();
        }

        var leaves = LeafValues();
        var found = new List<ExplainedTree>();
        for (var start = 0; start < count;)
        {
            var end = start;
            while (end < count && trees[end] == trees[start])
            {
                end++;
            }

            found.Add(Tree(start, end));
            start = end;
        }

        return found;

        ExplainedTree Tree(int start, int end)
        {
            var places = Enumerable.Range(start, end - start).ToDictionary(i => ids[i]);
            int Place(long id) => places.TryGetValue(id, out var place) ? place : throw Damaged();
            var (nodes, leafPlaces, index) = (new List<int>(), new List<int>(), new Dictionary<int, int>());

            // Nodes of chains beyond their first are part of it.
            var inChain = new HashSet<int>();
            for (var i = start; i < end; i++)
            {
                if (_modes[i] == "BRANCH_EQ" && Place(no[i]) is var next && _modes[next] == "BRANCH_EQ" && yes[next] == yes[i] && covers[next] == 0)
                {
                    inChain.Add(next);
                }
            }

            for (var i = start; i < end; i++)
            {
                if (_modes[i] == "LEAF")
                {
                    index[i] = ~leafPlaces.Count;
                    leafPlaces.Add(i);
                }
                else if (!inChain.Contains(i))
                {
                    index[i] = nodes.Count;
                    nodes.Add(i);
                }
            }

            var (tests, right) = (new (int, double)[]?[nodes.Count], new int[nodes.Count]);
            for (var n = 0; n < nodes.Count; n++)
            {
                var last = nodes[n];
                if (_modes[last] == "BRANCH_EQ")
                {
                    var chain = new List<(int, double)> { ((int)columns[last], values[last]) };
                    while (Place(no[last]) is var next && inChain.Contains(next) && chain.Count <= end - start)
                    {
                        chain.Add(((int)columns[next], values[next]));
                        last = next;
                    }

                    tests[n] = [.. chain];
                }
                else if (_modes[last] != "BRANCH_LEQ")
                {
                    throw Damaged();
                }

                right[n] = index[Place(no[last])];
            }

            if (nodes.Count == 0)
            {
                throw Damaged();
            }

            var (output, leafValues) = (-1, new double[leafPlaces.Count]);
            for (var leaf = 0; leaf < leafPlaces.Count; leaf++)
            {
                if (!leaves.TryGetValue((trees[start], ids[leafPlaces[leaf]]), out var value) || value.Output >= facts.Base.Count)
                {
                    throw Damaged();
                }

                (output, leafValues[leaf]) = (value.Output, value.Value);
            }

            return new ExplainedTree
            {
                Output = output,
                Feature = [.. nodes.Select(i => facts.Inputs[(int)columns[i]])],
                Column = [.. nodes.Select(i => (int)columns[i])],
                Threshold = [.. nodes.Select(i => values[i])],
                MissingLeft = [.. nodes.Select(i => missing[i] != 0)],
                Tests = tests,
                Left = [.. nodes.Select(i => index[Place(yes[i])])],
                Right = right,
                Cover = [.. nodes.Select(i => covers[i])],
                LeafCover = [.. leafPlaces.Select(i => covers[i])],
                LeafValue = leafValues,
            }.Finished();
        }
    }

    private Dictionary<(long Tree, long Node), (int Output, double Value)> LeafValues()
    {
        var (trees, nodes, outputs, weights) = (_longs["target_treeids"], _longs["target_nodeids"], _longs["target_ids"], _doubles["target_weights_as_tensor"]);
        if (nodes.Length != trees.Length || outputs.Length != trees.Length || weights.Length != trees.Length || outputs.Any(o => o < 0))
        {
            throw Damaged();
        }

        var values = new Dictionary<(long, long), (int, double)>(trees.Length);
        for (var i = 0; i < trees.Length; i++)
        {
            values[(trees[i], nodes[i])] = ((int)outputs[i], weights[i]);
        }

        return values;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static InvalidDataException Damaged() => new("the trees of the ONNX file are damaged");
}
